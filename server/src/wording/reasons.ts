/**
 * Why a connection is allowed or denied, in one sentence. Knows the evaluator's answers, no files and no places.
 */
import type { DirectionAnswer, Explanation, Remark, Target } from '../evaluator/answers';
import type { Direction } from '../evaluator/model';
import { caveatText } from './caveats';
import { connectionText } from './connections';
import { policyName, targetName } from './names';
import { list, share } from './quantities';
import { allowVerb, hitsText } from './rule-hits';
import { PLAIN, type Style } from './style';

/** The two ends as one side of a connection sees them. */
export interface Ends {
  readonly direction: Direction;
  /** The pod whose policies are asked: source for egress, destination for ingress. */
  readonly self: Target;
  readonly other: Target;
}

/** The ends of one side. Of a Service, policies see the pod behind it. */
export function endsOf(explanation: Explanation, direction: Direction): Ends {
  const { source } = explanation;
  const destination = podOf(explanation);
  return direction === 'egress'
    ? { direction, self: source, other: destination }
    : { direction, self: destination, other: source };
}

function podOf({ destination, translations }: Explanation): Target {
  const [first] = translations;
  if (destination.kind !== 'service' || first === undefined) return destination;
  return { kind: 'workload', workload: first.workload };
}

/**
 * The whole connection: `denied by ingress: shop/default-deny isolates shop/cart[Deployment] and no rule allows
 * web/front[Deployment]`, `allowed by shop/allow-web (spec.ingress[0].from[1])`, `allowed: no policy restricts …`.
 */
export function explanationReason(explanation: Explanation, style: Style = PLAIN): string {
  const { verdict, parts } = explanation;
  const word = style(verdict, verdict);
  if (parts.length > 0) return `${word}: ${partsReason(explanation)}`;
  if (verdict === 'allowed') return `${word}${allowedReason(explanation, style)}`;
  const impossible = obstacle(explanation);
  if (impossible !== undefined) return `${word}: ${caveatText(impossible, style)}`;
  const sides = narrowingSides(explanation).map(
    (side) => `${side.direction}: ${sideReason(side, endsOf(explanation, side.direction), style)}`,
  );
  return `${word} by ${sides.join('; by ')}`;
}

function partsReason({ source, destination, parts }: Explanation): string {
  const reached = parts.filter(({ verdict }) => verdict !== 'denied').length;
  if (source.kind === 'ingress-controller' && destination.kind !== 'service')
    return `${share(reached, parts.length, 'way')} in can be used`;
  if (destination.kind !== 'service')
    return `${share(reached, parts.length, 'group')} of addresses can connect`;
  if (parts.every((part) => part.destination.kind === 'addresses'))
    return `${share(reached, parts.length, 'group')} of addresses behind ${targetName(destination)} can be reached`;
  return `${share(reached, parts.length, 'workload')} behind ${targetName(destination)} can be reached`;
}

function allowedReason(explanation: Explanation, style: Style): string {
  const hits = [...explanation.egress.allowedBy, ...explanation.ingress.allowedBy];
  if (hits.length > 0) return ` by ${hitsText(hits, style)}`;
  const governed = [explanation.source, podOf(explanation)].filter(({ kind }) => kind === 'workload');
  const [first, second] = governed.map((end) => style(targetName(end), 'name'));
  if (first === undefined) return '';
  return second === undefined || first === second
    ? `: no policy restricts ${first}`
    : `: no policy restricts egress of ${first} or ingress of ${second}`;
}

/** What makes a connection impossible before any policy is asked: a Service without pods, a port nobody has. */
export function obstacle({ verdict, parts, translations, caveats }: Explanation): Remark | undefined {
  if (verdict !== 'denied' || parts.length > 0) return undefined;
  return caveats.find(
    (caveat): caveat is Remark =>
      caveat.kind === 'service-without-pods' ||
      caveat.kind === 'service-port-unknown' ||
      caveat.kind === 'no-entrance' ||
      caveat.kind === 'port-name-unresolved' ||
      (caveat.kind === 'target-port-unresolved' && translations.length === 0),
  );
}

/** The sides that stand in the way: those that deny, else those that let through only some connections. */
export function narrowingSides({ egress, ingress }: Explanation): readonly DirectionAnswer[] {
  const denying = [egress, ingress].filter(({ verdict }) => verdict === 'denied');
  // Each side may let something through and yet nothing passes both.
  return denying.length > 0 ? denying : [egress, ingress].filter(({ verdict }) => verdict !== 'allowed');
}

/** One side: `shop/default-deny isolates shop/cart[Deployment] and no rule allows web/front[Deployment]`. */
export function sideReason(side: DirectionAnswer, ends: Ends, style: Style = PLAIN): string {
  if (side.verdict === 'denied') return deniedReason(side, ends, style);
  if (side.verdict === 'partly') return partlyReason(side, style);
  if (side.allowedBy.length === 0) return notRestricted(ends, style);
  return `${hitsText(side.allowedBy, style)} ${allowVerb(side.allowedBy)} it`;
}

function notRestricted({ direction, self }: Ends, style: Style): string {
  const name = style(targetName(self), 'name');
  if (isGoverned(self)) return `no policy restricts ${direction} of ${name}`;
  return `policies do not govern ${name}${self.kind === 'workload' ? ', on the host network' : ''}`;
}

/** Policies have no defined effect on the host network, and none on what is no pod. */
export function isGoverned(target: Target): boolean {
  return target.kind === 'workload' && !target.workload.hostNetwork;
}

function partlyReason({ allowed, allowedBy, deniedBy }: DirectionAnswer, style: Style): string {
  const through = connectionText(allowed);
  if (allowedBy.length > 0) return `${hitsText(allowedBy, style)} ${allowVerb(allowedBy)} ${through} only`;
  if (deniedBy.length > 0) return `${hitsText(deniedBy, style)} leaves ${through}`;
  return `${allowed.hasNoPort() ? 'no port' : `only ${through}`} is certain to get through`;
}

function deniedReason({ deniedBy, isolatedBy }: DirectionAnswer, ends: Ends, style: Style): string {
  if (deniedBy.length > 0) return `${hitsText(deniedBy, style)} denies it`;
  const self = style(targetName(ends.self), 'name');
  const other = style(targetName(ends.other), 'name');
  if (isolatedBy.length === 0) return `no rule is certain to allow ${other}`;
  const policies = isolatedBy.map(({ ref }) => style(policyName(ref), 'name'));
  const verb = policies.length === 1 ? 'isolates' : 'isolate';
  return `${list(policies)} ${verb} ${self} and no rule allows ${other}`;
}
