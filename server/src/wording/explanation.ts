/**
 * A whole explanation, line by line: what was asked, the verdict, each side with its rules and their places, what the
 * answer rests on. The same for terminal and editor; only style and places differ.
 */
import type {
  DirectionAnswer,
  Explanation,
  NearMiss,
  PortQuery,
  RuleHit,
  TierStep,
  Translation,
  Verdict,
} from '../evaluator/answers';
import { workloadId, type Direction, type Policy, type SourceRef } from '../evaluator/model';
import type { NoteStyle } from './assumed';
import { notes } from './caveats';
import { connectionText, passingText } from './connections';
import { entranceName, policyName, serviceId, servicePortNumber, targetName } from './names';
import { nearMissBrief, nearMissText } from './near-misses';
import { askedPortText } from './read-port';
import { endsOf, isGoverned, obstacle, sideReason, type Ends } from './reasons';
import { hitPath } from './rule-hits';
import { PLAIN, type Style } from './style';

/** One line, with what belongs to it below. */
export interface ExplanationLine {
  readonly label: string;
  /** Stands behind the label and a colon. */
  readonly detail?: string;
  /** The detail in fewer words, where those lead to the rest. */
  readonly brief?: string;
  /** What the line comes to, or what else it is. */
  readonly mark?: Verdict | 'isolated' | 'passed' | 'nearly' | 'note';
  /** Where what it speaks of is written. */
  readonly place?: WrittenPlace;
  readonly lines: readonly ExplanationLine[];
}

export interface WrittenPlace {
  readonly source: SourceRef;
  /** The first that can be found counts. */
  readonly paths: readonly string[];
}

/** A line of a file, 0-based. */
export interface LinePlace {
  readonly file: string;
  readonly line: number;
}

/** Where a path (`spec.ingress[0].from[1]`) of a resource stands; undefined when that is not known. */
export type LocateLine = (source: SourceRef, path: string) => LinePlace | undefined;

export interface ExplanationStyle extends NoteStyle {
  /** The port that was asked about, for the first line. */
  readonly port?: PortQuery;
}

/** How many near misses are worth reading. */
const NEAR_MISSES = 3;

/** Lines of text, without a line break at the end. The first line is the question with the verdict. */
export function explanationText(
  explanation: Explanation,
  locate: LocateLine,
  options: ExplanationStyle = {},
): string {
  const { style = PLAIN } = options;
  return textLines(explanationLines(explanation, options), locate, style).join('\n');
}

function textLines(
  { label, detail, place, lines }: ExplanationLine,
  locate: LocateLine,
  style: Style,
): readonly string[] {
  const text = detail === undefined ? label : `${label}: ${detail}`;
  const below = lines.flatMap((line) => textLines(line, locate, style)).map((line) => `  ${line}`);
  return [text + placeText(place, locate, style), ...below];
}

/** ` (cart.yaml:12)`, with lines counted from 1 as editors show them; nothing for an unknown place. */
function placeText(place: WrittenPlace | undefined, locate: LocateLine, style: Style): string {
  const found = place?.paths.map((path) => locate(place.source, path)).find((line) => line !== undefined);
  return found === undefined ? '' : ` (${style(`${found.file}:${found.line + 1}`, 'place')})`;
}

/** The question with the verdict, and below it everything that led there. */
export function explanationLines(explanation: Explanation, options: ExplanationStyle = {}): ExplanationLine {
  const { style = PLAIN, port } = options;
  const translations = explanation.translations.map((one): ExplanationLine => ({
    label: translationText(one, style),
    mark: 'passed',
    lines: [],
  }));
  return {
    ...headline(explanation, port, style),
    lines: [...translations, ...partLines(explanation, style), ...noteLines(explanation, options)],
  };
}

function deniedLine(label: string): ExplanationLine {
  return { label, mark: 'denied', lines: [] };
}

function noteLines({ caveats }: Explanation, options: NoteStyle): readonly ExplanationLine[] {
  return notes(caveats, options).map(({ label, text }) => ({
    label,
    detail: text,
    mark: 'note',
    lines: [],
  }));
}

/** What a part takes for granted stands at the whole. */
function partNotes(part: Explanation, style: Style): readonly ExplanationLine[] {
  return noteLines(part, { style }).filter(({ label }) => label !== 'Assumed');
}

function headline(
  explanation: Explanation,
  port: PortQuery | undefined,
  style: Style,
): Omit<ExplanationLine, 'lines'> {
  const { source, destination, verdict } = explanation;
  const ends = `${style(targetName(source), 'name')} to ${style(targetName(destination), 'name')}`;
  const through =
    verdict === 'denied' || (port !== undefined && verdict === 'allowed')
      ? ''
      : ` (${passingText(explanation)})`;
  return {
    label: port === undefined ? ends : `${ends} on port ${askedPortText(port, destination)}`,
    detail: `${style(verdict, verdict)}${through}`,
    mark: verdict,
  };
}

/**
 * `svc/shop/cart port 80 is port 8080/TCP of shop/cart[Deployment]`; for an ingress controller,
 * `Ingress shop/front leads to svc/shop/cart port 80, port 8080/TCP of shop/cart[Deployment]`.
 */
function translationText(translation: Translation, style: Style): string {
  const { entrance, service, workload, targetPort, protocol } = translation;
  const front = `${style(serviceId(service), 'name')} port ${servicePortNumber(translation)}`;
  const port = `port ${targetPort}/${protocol} of ${style(workloadId(workload), 'name')}`;
  if (entrance === undefined) return `${front} is ${port}`;
  return `${style(entranceName(entrance), 'name')} leads to ${front}, ${port}`;
}

function partLines(explanation: Explanation, style: Style): readonly ExplanationLine[] {
  const { parts, egress, ingress } = explanation;
  // One of several pods behind a Service, or one of several groups of addresses.
  const lines = parts.map((part) => ({
    ...headline(part, undefined, style),
    lines: [...partLines(part, style), ...partNotes(part, style)],
  }));
  if (lines.length > 0) return lines;
  if (obstacle(explanation) !== undefined) return [];
  return [egress, ingress].map((side) => sideLine(explanation, side, style));
}

function sideLine(explanation: Explanation, side: DirectionAnswer, style: Style): ExplanationLine {
  const ends = endsOf(explanation, side.direction);
  const lines = side.steps.length > 1 ? tierLines(side, ends, style) : decidingLines(side, ends, style);
  const verdict = style(side.verdict, side.verdict);
  return {
    label: `${side.direction} of ${style(targetName(ends.self), 'name')}`,
    detail: lines.length === 0 ? `${verdict}, ${briefReason(side, ends, style)}` : verdict,
    mark: side.verdict,
    lines,
  };
}

/** As `sideReason`; the name stands in front already. */
function briefReason(side: DirectionAnswer, ends: Ends, style: Style): string {
  if (side.verdict !== 'allowed') return sideReason(side, ends, style);
  return isGoverned(ends.self) ? 'no policy restricts it' : 'policies do not govern it';
}

function decidingLines(side: DirectionAnswer, ends: Ends, style: Style): readonly ExplanationLine[] {
  return [
    ...side.isolatedBy.map((policy) => policyLine(policy, side.direction, style)),
    ...[...side.deniedBy, ...side.allowedBy].map((hit) => hitLine(hit, style)),
    ...shortfallLines(side, ends, style),
  ];
}

/** The tiers in the order in which they were asked, each with what it did. */
function tierLines(side: DirectionAnswer, ends: Ends, style: Style): readonly ExplanationLine[] {
  return side.steps.map((step) => {
    const ofTier = <T extends { readonly policy: Policy }>(one: T): boolean => one.policy.tier === step.tier;
    const own = {
      ...side,
      isolatedBy: side.isolatedBy.filter(({ tier }) => tier === step.tier),
      deniedBy: [],
      allowedBy: step.hits,
      nearMisses: side.nearMisses.filter(ofTier),
    };
    return {
      label: TIER_NAMES.get(step.tier) ?? `tier ${step.tier}`,
      ...DECISIONS[step.decision],
      lines: decidingLines(own, ends, style),
    };
  });
}

const TIER_NAMES: ReadonlyMap<string, string> = new Map([
  ['admin', 'admin tier'],
  ['networkpolicy', 'NetworkPolicy'],
  ['baseline', 'baseline tier'],
]);

const DECISIONS: Readonly<Record<TierStep['decision'], Pick<ExplanationLine, 'detail' | 'mark'>>> = {
  allow: { detail: 'allowed', mark: 'allowed' },
  deny: { detail: 'denied', mark: 'denied' },
  pass: { detail: 'passed on', mark: 'passed' },
  'end-deny': { detail: 'denied', mark: 'denied' },
  undecided: { detail: 'not decided', mark: 'partly' },
  mixed: { detail: 'decided in part', mark: 'partly' },
};

/** What is missing for everything to get through. */
function shortfallLines(side: DirectionAnswer, ends: Ends, style: Style): readonly ExplanationLine[] {
  if (side.verdict === 'allowed') return [];
  const unmatched = side.verdict === 'denied' && side.deniedBy.length === 0 && side.allowedBy.length === 0;
  const misses = missesOfOtherRules(side).slice(0, NEAR_MISSES);
  return [
    ...(unmatched ? [deniedLine(`no rule allows ${style(targetName(ends.other), 'name')}`)] : []),
    ...misses.map((miss): ExplanationLine => ({
      label: 'nearly',
      detail: nearMissText(miss, ends, style),
      brief: nearMissBrief(miss, ends, style),
      mark: 'nearly',
      place: { source: miss.policy.source, paths: [hitPath(miss)] },
      lines: [],
    })),
  ];
}

/** A rule that allows some ports is listed as such; that it lacks the others need not be said twice. */
function missesOfOtherRules({ nearMisses, allowedBy }: DirectionAnswer): readonly NearMiss[] {
  const allowing = new Set(allowedBy.map(({ rule }) => rule));
  return nearMisses.filter(({ rule }) => !allowing.has(rule));
}

function policyLine({ ref, source }: Policy, direction: Direction, style: Style): ExplanationLine {
  return {
    label: `isolated by ${style(policyName(ref), 'name')}`,
    mark: 'isolated',
    place: { source, paths: [`spec.${direction}`, 'spec'] },
    lines: [],
  };
}

function hitLine(hit: RuleHit, style: Style): ExplanationLine {
  const rule = `${style(policyName(hit.policy.ref), 'name')} ${hitPath(hit)}`;
  return {
    label: `${VERBS[hit.rule.verdict]} by ${rule}`,
    detail: connectionText(hit.allowed),
    mark: HIT_MARKS[hit.rule.verdict],
    place: { source: hit.policy.source, paths: [hitPath(hit)] },
    lines: [],
  };
}

const HIT_MARKS = { allow: 'allowed', deny: 'denied', pass: 'passed', log: 'note' } as const;
const VERBS = { allow: 'allowed', deny: 'denied', pass: 'passed on', log: 'logged' } as const;
