/**
 * Answers as rows of a tree: labels, icons, what a screen reader says, what a row opens.
 * Pure: the view turns these rows into tree items and knows nothing of their meaning.
 */
import type {
  Location,
  OutlineMark,
  OutlineRow,
  ReachEntry,
  ReachGroup,
} from '../../../server/src/lsp/protocol';
import { ROW_CONTEXTS } from '../context-keys';
import type { Translate } from '../translate';
import type { Answer, OutlineAnswer, ReachAnswer } from './answers';
import { questionKey, questionText } from './question';

export interface RowIcon {
  /** A codicon. */
  readonly id: string;
  /** A theme colour; the meaning never hangs on it. */
  readonly color?: string;
}

export interface Row {
  /** Stable over refreshes, so that selection and expansion stay. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** The whole row in words, for screen readers. */
  readonly spoken: string;
  readonly icon?: RowIcon;
  /** Absent for a row without children. */
  readonly expanded?: boolean;
  readonly children: readonly Row[];
  /** What activating the row shows: the line that decides. */
  readonly opens?: Location;
  readonly context?: (typeof ROW_CONTEXTS)[keyof typeof ROW_CONTEXTS];
  /** Place of a question about this row's workload, as the question commands take it. */
  readonly place?: { readonly uri: string; readonly target: string };
  /** Where this row's workload is written. */
  readonly definedAt?: Location;
  /** Key of the question this row belongs to. */
  readonly question: string;
}

const ALLOWED_ICON: RowIcon = { id: 'check', color: 'charts.green' };
const DENIED_ICON: RowIcon = { id: 'circle-slash', color: 'descriptionForeground' };
const GROUP_ICONS: Readonly<Record<ReachGroup['id'], RowIcon>> = {
  reachable: ALLOWED_ICON,
  unreachable: DENIED_ICON,
  outside: { id: 'globe' },
};

const MARK_ICONS: Readonly<Record<OutlineMark, RowIcon>> = {
  allowed: ALLOWED_ICON,
  denied: DENIED_ICON,
  partly: { id: 'circle-large', color: 'charts.yellow' },
  isolated: { id: 'shield' },
  passed: { id: 'arrow-right' },
  note: { id: 'info' },
  nearly: { id: 'lightbulb' },
  added: { id: 'diff-added', color: 'charts.green' },
  removed: { id: 'diff-removed', color: 'charts.red' },
  changed: { id: 'diff-modified', color: 'charts.yellow' },
};
/** So many rows are folded at first. */
const MANY_ROWS = 50;

/** One root row for each answer, in their order. The newest is open. */
export function answerRows(answers: readonly Answer[], t: Translate): readonly Row[] {
  return answers.map((answer, index) => answerRow(answer, index === 0, t));
}

/** What was asked, as people ask it. */
export function titleText(answer: Answer, t: Translate): string {
  if (answer.kind === 'outline') return answer.result.title;
  return questionText(answer.question.direction, answer.result.target, t);
}

/** The answer in one sentence. */
export function summaryText({ result, gone }: Answer, t: Translate): string {
  return gone ? t('No longer in the manifests') : result.summary;
}

function answerRow(answer: Answer, expanded: boolean, t: Translate): Row {
  const key = questionKey(answer.question);
  const label = titleText(answer, t);
  const summary = summaryText(answer, t);
  const description = answer.pinned ? joined([t('Pinned'), summary]) : summary;
  const shared = { id: key, question: key, label, description, spoken: `${label} ${description}` };
  const row =
    answer.kind === 'reach'
      ? reachRow(answer, shared, expanded, t)
      : outlineAnswerRow(answer, shared, expanded, t);
  return answer.gone ? { ...row, icon: { id: 'question' }, children: [] } : row;
}

type SharedParts = Pick<Row, 'id' | 'question' | 'label' | 'description' | 'spoken'>;

function reachRow(
  { question, result, gone, pinned }: ReachAnswer,
  own: SharedParts,
  expanded: boolean,
  t: Translate,
): Row {
  const key = own.question;
  const shared = {
    ...own,
    context: pinned ? ROW_CONTEXTS.pinnedAnswer : ROW_CONTEXTS.answer,
    place: { uri: question.uri, target: question.target },
    children: [],
  };
  if (gone) return shared;
  return {
    ...shared,
    ...(result.target.location ? { definedAt: result.target.location } : {}),
    tooltip: lines(own.label, result.summary),
    icon: { id: question.direction === 'to' ? 'sign-in' : 'sign-out' },
    expanded,
    children: [
      ...result.groups.map((group) => groupRow(key, question.uri, group, t)),
      ...result.caveats.map((caveat, index) => remarkRow(key, `caveat/${String(index)}`, 'info', caveat)),
      remarkRow(key, 'basis', 'files', t('Based on {0}', result.basis)),
    ],
  };
}

function outlineAnswerRow(
  { result, gone, pinned }: OutlineAnswer,
  own: SharedParts,
  expanded: boolean,
  t: Translate,
): Row {
  const shared = {
    ...own,
    context: pinned ? ROW_CONTEXTS.pinnedOutline : ROW_CONTEXTS.outline,
    children: [],
  };
  if (gone) return shared;
  return {
    ...shared,
    tooltip: lines(own.label, result.summary),
    icon: MARK_ICONS[result.mark],
    expanded,
    children: [
      ...outlineRows(own.question, own.id, result.rows),
      remarkRow(own.question, 'basis', 'files', t('Based on {0}', result.basis)),
    ],
  };
}

/** Rows are known by where they stand: the same line after a refresh is the same row. */
function outlineRows(question: string, above: string, rows: readonly OutlineRow[]): readonly Row[] {
  return rows.map((row, index) => {
    const id = `${above}/${String(index)}`;
    const { label, detail, brief = detail, mark, opens } = row;
    const description = joined([brief, placeText(opens)]);
    return {
      id,
      question,
      label,
      ...(description === '' ? {} : { description }),
      tooltip: lines(label, detail ?? ''),
      spoken: detail === undefined ? label : `${label}: ${detail}`,
      ...(mark ? { icon: MARK_ICONS[mark] } : {}),
      ...(opens ? { opens } : {}),
      ...(row.rows.length > 0 ? { expanded: row.rows.length < MANY_ROWS } : {}),
      children: outlineRows(question, id, row.rows),
    };
  });
}

function groupRow(key: string, uri: string, group: ReachGroup, t: Translate): Row {
  const id = `${key}/${group.id}`;
  const count = group.entries.length;
  return {
    id,
    question: key,
    label: `${group.title} (${String(count)})`,
    spoken: count === 1 ? t('{0}, 1 entry', group.title) : t('{0}, {1} entries', group.title, count),
    icon: GROUP_ICONS[group.id],
    expanded: true,
    children: group.entries.map((entry) => entryRow(key, id, uri, entry, t)),
  };
}

function entryRow(key: string, group: string, uri: string, entry: ReachEntry, t: Translate): Row {
  const label = entryLabel(entry);
  const verdict = entry.allowed ? t('allowed on {0}', entry.ports) : t('not allowed');
  const opens = entry.decidedAt ?? entry.location;
  return {
    id: `${group}/${entry.id}`,
    question: key,
    label,
    description: joined([entry.workloadKind, entry.ports, entry.brief, placeText(entry.decidedAt)]),
    tooltip: lines(entry.id, `${capitalised(verdict)}.`, entry.reason),
    spoken: `${[label, entry.workloadKind, verdict].filter(isText).join(', ')}. ${entry.reason}`,
    icon: entry.allowed ? ALLOWED_ICON : DENIED_ICON,
    children: [],
    ...(opens ? { opens } : {}),
    ...(entry.kind === 'workload'
      ? { context: ROW_CONTEXTS.target, place: { uri: entry.location?.uri ?? uri, target: entry.id } }
      : {}),
    ...(entry.location ? { definedAt: entry.location } : {}),
  };
}

/** A sentence below the groups. */
function remarkRow(question: string, id: string, icon: string, text: string): Row {
  return {
    id: `${question}/${id}`,
    question,
    label: text,
    tooltip: text,
    spoken: text,
    icon: { id: icon },
    children: [],
  };
}

/** `shop/cart`, or what the server calls a peer that is no workload. */
export function entryLabel(entry: ReachEntry): string {
  return entry.namespace === undefined ? entry.label : `${entry.namespace}/${entry.label}`;
}

/** `cart.yaml:12`: where Enter leads to. The folders are in the editor that it opens. */
function placeText(place: Location | undefined): string | undefined {
  if (place === undefined) return undefined;
  const name = decodeURIComponent(place.uri.replace(/^.*[/:]/u, ''));
  return `${name}:${String(place.range.start.line + 1)}`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter(isText).join(' · ');
}

function lines(...parts: readonly string[]): string {
  return parts.filter(isText).join('\n\n');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isText(part: string | undefined): part is string {
  return part !== undefined && part !== '';
}
