/**
 * Rule: a selector, or its labels, written as a list or as one text.
 */
import type { FieldPath } from '../manifests/document';
import { isMembers, type Part } from './api/policy-parts';
import type { Source } from './api/place';
import { rejection } from './api/rejection';
import { isFlow, contentRange, textOf, shiftLines } from './fixes/layout';
import type { Finding, Fix, Rule } from './rule';

const SELECTORS = ['podSelector', 'namespaceSelector'];
const OWN_SELECTOR = ['podSelector'];

export const rule = {
  id: 'selector-wrong-type',
  severity: 'error',
  documentation: {
    title: 'A selector or its labels that are no map',
    clusterDoes: 'The API server cannot decode the policy and rejects it.',
    meant:
      'Labels are key: value under matchLabels, without dashes and with a blank behind the colon. Only matchExpressions is a list.',
    bad: 'podSelector:\n  matchLabels:\n  - app: till',
    good: 'podSelector:\n  matchLabels:\n    app: till',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements',
  },
  *check(context) {
    const spec = context.parts.spec;
    const owners: readonly Part[] = [...(spec === undefined ? [] : [spec]), ...context.parts.peers];
    for (const owner of owners) {
      // What is no field here at all is unknown, whatever its type.
      const fields = owner === spec ? OWN_SELECTOR : SELECTORS;
      for (const key of fields) yield* selector(context, owner, key);
    }
  },
} satisfies Rule;

function* selector(source: Source, { path, value }: Part, key: string): Iterable<Finding> {
  const member = value[key];
  const field = [...path, key];
  if (isMembers(member)) yield* labels(source, [...field, 'matchLabels'], member['matchLabels']);
  else if (isPresent(member)) yield finding(source, field, member);
}

function* labels(source: Source, path: FieldPath, value: unknown): Iterable<Finding> {
  if (isPresent(value) && !isMembers(value)) yield finding(source, path, value);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function finding(source: Source, path: FieldPath, value: unknown): Finding {
  const name = String(path.at(-1));
  return rejection(
    source,
    path,
    'Invalid',
    `${name} must be a map${advice(name, value)}. The API server rejects the policy.`,
    { fixes: fixes(source, path, value) },
  );
}

function advice(name: string, value: unknown): string {
  if (Array.isArray(value)) return ', not a list: leave out the dashes';
  if (missingBlank(value) !== undefined) return `, not one text: a blank is missing behind the colon`;
  return name === 'matchLabels' ? ' of labels, written key: value' : ' with matchLabels or matchExpressions';
}

/** `zone:"a"` is one text, `zone: "a"` a label. */
function missingBlank(value: unknown): string | undefined {
  const { key, label } =
    /^(?<key>[\w./-]+):(?<label>"[\w.-]*"|'[\w.-]*'|[\w.-]+)$/u.exec(String(value))?.groups ?? {};
  return typeof value === 'string' && key !== undefined && label !== undefined
    ? `${key}: ${label}`
    : undefined;
}

function fixes(source: Source, path: FieldPath, value: unknown): readonly Fix[] {
  return Array.isArray(value) ? withoutDashes(source, path, value) : withBlank(source, path, value);
}

/** A list of one map is that map with a dash too many. */
function withoutDashes(source: Source, path: FieldPath, value: readonly unknown[]): readonly Fix[] {
  const item = source.resource.locate([...path, 0]);
  const list = contentRange(source, path);
  if (value.length !== 1 || !isMembers(value[0]) || item?.dash === undefined || list === undefined) return [];
  if (
    isFlow(source, [...path, 0]) ||
    textOf(source, { start: item.dash.end, end: item.value.start }).trim() !== ''
  )
    return [];
  const key = source.resource.locate(path)?.key;
  const { text } = source.file;
  const column = (offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);
  if (key === undefined) return [];
  // A list may stand in the column of its key, a map may not.
  const wanted = Math.max(column(item.dash.start), column(key.start) + 2);
  const moved = shiftLines(textOf(source, item.value), wanted - column(item.value.start));
  const newText = ' '.repeat(wanted - column(item.dash.start)) + moved;
  const edits = [{ range: { start: item.dash.start, end: item.value.end }, newText }];
  return [{ title: 'Remove the dash', edits, preferred: true }];
}

function withBlank(source: Source, path: FieldPath, value: unknown): readonly Fix[] {
  const range = contentRange(source, path);
  const pair = missingBlank(value);
  if (range === undefined || pair === undefined || path.at(-1) !== 'matchLabels') return [];
  if (source.resource.shapeOf(path) !== 'plain') return [];
  const isOnLineOfKey = !textOf(source, {
    start: source.resource.locate(path)?.key?.end ?? 0,
    end: range.start,
  }).includes('\n');
  const newText = isOnLineOfKey ? `{${pair}}` : pair;
  return [{ title: 'Put a blank behind the colon', edits: [{ range, newText }], preferred: true }];
}
