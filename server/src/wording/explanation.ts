/**
 * A whole explanation as text: what was asked, the verdict, each side with its rules and their places, what the
 * answer rests on. The same for terminal and editor; only style and places differ.
 */
import type {
  DirectionAnswer,
  Explanation,
  NearMiss,
  PortQuery,
  RuleHit,
  Translation,
} from '../evaluator/answers';
import { workloadId, type Direction, type Policy, type SourceRef } from '../evaluator/model';
import { caveatText } from './caveats';
import { connectionText } from './connections';
import { entranceName, policyName, serviceId, servicePortNumber, targetName } from './names';
import { nearMissText } from './near-misses';
import { portText } from './read-port';
import { endsOf, isGoverned, obstacle, sideReason, type Ends } from './reasons';
import { hitPath } from './rule-hits';
import { PLAIN, type Style } from './style';

/** A line of a file, 0-based. */
export interface LinePlace {
  readonly file: string;
  readonly line: number;
}

/** Where a path (`spec.ingress[0].from[1]`) of a resource stands; undefined when that is not known. */
export type LocateLine = (source: SourceRef, path: string) => LinePlace | undefined;

export interface ExplanationStyle {
  readonly style?: Style;
  /** The port that was asked about, for the first line. */
  readonly port?: PortQuery;
}

/** How many near misses are worth reading. */
const NEAR_MISSES = 3;

/** Lines of text, without a line break at the end. The first line is the question with the verdict. */
export function explanationText(
  explanation: Explanation,
  locate: LocateLine,
  { style = PLAIN, port }: ExplanationStyle = {},
): string {
  const lines = [
    headline(explanation, port, style),
    ...explanation.translations.map((translation) => `  ${translationText(translation, style)}`),
    ...partLines(explanation, locate, style),
    ...explanation.caveats.map((caveat) => `  Note: ${caveatText(caveat, style)}`),
  ];
  return lines.join('\n');
}

function headline(explanation: Explanation, port: PortQuery | undefined, style: Style): string {
  const { source, destination, verdict, allowed } = explanation;
  const ends = `${style(targetName(source), 'name')} to ${style(targetName(destination), 'name')}`;
  const asked = port === undefined ? ends : `${ends} on port ${portText(port)}`;
  const through =
    verdict === 'denied' || (port !== undefined && verdict === 'allowed')
      ? ''
      : ` (${connectionText(allowed)})`;
  return `${asked}: ${style(verdict, verdict)}${through}`;
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

function partLines(explanation: Explanation, locate: LocateLine, style: Style): readonly string[] {
  const { parts, egress, ingress } = explanation;
  if (parts.length > 0) return parts.flatMap((part) => partBlock(part, locate, style));
  if (obstacle(explanation) !== undefined) return [];
  return [egress, ingress].flatMap((side) => sideLines(explanation, side, locate, style));
}

/** One of several pods behind a Service, or one of several groups of addresses. */
function partBlock(part: Explanation, locate: LocateLine, style: Style): readonly string[] {
  const lines = [
    headline(part, undefined, style),
    ...partLines(part, locate, style),
    ...part.caveats.map((caveat) => `  Note: ${caveatText(caveat, style)}`),
  ];
  return lines.map((line) => `  ${line}`);
}

function sideLines(
  explanation: Explanation,
  side: DirectionAnswer,
  locate: LocateLine,
  style: Style,
): readonly string[] {
  const ends = endsOf(explanation, side.direction);
  const place = (source: SourceRef, path: string): string => placeText(locate(source, path), style);
  const details = [
    ...side.isolatedBy.map((policy) => `isolated by ${policyLine(policy, side.direction, place, style)}`),
    ...[...side.deniedBy, ...side.allowedBy].map((hit) => hitLine(hit, place, style)),
    ...shortfallLines(side, ends, place, style),
  ];
  const verdict = `  ${side.direction} of ${style(targetName(ends.self), 'name')}: ${style(side.verdict, side.verdict)}`;
  if (details.length === 0) return [`${verdict}, ${briefReason(side, ends, style)}`];
  return [verdict, ...details.map((line) => `    ${line}`)];
}

/** As `sideReason`; the name stands in front already. */
function briefReason(side: DirectionAnswer, ends: Ends, style: Style): string {
  if (side.verdict !== 'allowed') return sideReason(side, ends, style);
  return isGoverned(ends.self) ? 'no policy restricts it' : 'policies do not govern it';
}

/** What is missing for everything to get through. */
function shortfallLines(side: DirectionAnswer, ends: Ends, place: PlaceOf, style: Style): readonly string[] {
  if (side.verdict === 'allowed') return [];
  const unmatched = side.verdict === 'denied' && side.deniedBy.length === 0 && side.allowedBy.length === 0;
  const misses = missesOfOtherRules(side).slice(0, NEAR_MISSES);
  return [
    ...(unmatched ? [`no rule allows ${style(targetName(ends.other), 'name')}`] : []),
    ...misses.map(
      (miss) => `nearly: ${nearMissText(miss, ends, style)}${place(miss.policy.source, hitPath(miss))}`,
    ),
  ];
}

/** A rule that allows some ports is listed as such; that it lacks the others need not be said twice. */
function missesOfOtherRules({ nearMisses, allowedBy }: DirectionAnswer): readonly NearMiss[] {
  const allowing = new Set(allowedBy.map(({ rule }) => rule));
  return nearMisses.filter(({ rule }) => !allowing.has(rule));
}

type PlaceOf = (source: SourceRef, path: string) => string;

function policyLine({ ref, source }: Policy, direction: Direction, place: PlaceOf, style: Style): string {
  return `${style(policyName(ref), 'name')}${place(source, `spec.${direction}`) || place(source, 'spec')}`;
}

function hitLine(hit: RuleHit, place: PlaceOf, style: Style): string {
  const verb = VERBS[hit.rule.verdict];
  const rule = `${style(policyName(hit.policy.ref), 'name')} ${hitPath(hit)}`;
  return `${verb} by ${rule}: ${connectionText(hit.allowed)}${place(hit.policy.source, hitPath(hit))}`;
}

const VERBS = { allow: 'allowed', deny: 'denied', pass: 'passed on', log: 'logged' } as const;

/** ` (cart.yaml:12)`, with lines counted from 1 as editors show them; nothing for an unknown place. */
function placeText(place: LinePlace | undefined, style: Style): string {
  return place === undefined ? '' : ` (${style(`${place.file}:${place.line + 1}`, 'place')})`;
}
