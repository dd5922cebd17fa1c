/**
 * What is contained in what, told from the rules alone: peers in peers, ports in ports. True is certain; false may be
 * ignorance. Knows no pods.
 */
import { parseCidr } from '../../evaluator/cidr';
import type { EndpointPredicate, LabelPredicate, Peer, PolicyRule, PortMatch } from '../../evaluator/model';
import { NAMESPACE_NAME, valueMatches } from '../../evaluator/predicate';
import { conjuncts } from './readings';

/** Whatever `inner` allows, `outer` allows as well. */
export function coversRule(outer: PolicyRule, inner: PolicyRule): boolean {
  return coversPorts(outer.ports, inner.ports) && coversPeers(outer.peers, inner.peers);
}

function coversPeers(outer: PolicyRule['peers'], inner: PolicyRule['peers']): boolean {
  if (outer === 'any') return true;
  return inner !== 'any' && inner.every((peer) => outer.some((other) => coversPeer(other, peer)));
}

function coversPorts(outer: PolicyRule['ports'], inner: PolicyRule['ports']): boolean {
  if (outer === 'any') return true;
  return inner !== 'any' && inner.every((port) => outer.some((other) => coversPort(other, port)));
}

/** Whether the first opens every port that the second opens. */
export function coversPort(outer: PortMatch, inner: PortMatch): boolean {
  if (outer.protocol !== inner.protocol) return false;
  if (outer.kind === 'named' || inner.kind === 'named') {
    return outer.kind === 'named' && inner.kind === 'named' && outer.name === inner.name;
  }
  return outer.port <= inner.port && inner.endPort <= outer.endPort;
}

/** Whether the first admits whoever the second admits, as far as can be told without knowing the pods. */
export function coversPeer(outer: Peer, inner: Peer): boolean {
  if (outer.kind === 'endpoints' && inner.kind === 'endpoints') {
    return implies(inner.predicate, outer.predicate);
  }
  if (outer.kind !== 'addresses' || inner.kind !== 'addresses') return false;
  if (outer.except.length > 0 && outer.except.join() !== inner.except.join()) return false;
  return inner.cidrs.every((cidr) => outer.cidrs.some((other) => coversCidr(other, cidr)));
}

function coversCidr(outer: string, inner: string): boolean {
  const [a, b] = [parseCidr(outer), parseCidr(inner)];
  if (a === undefined || b === undefined || a.family !== b.family) return false;
  return a.start <= b.start && b.end <= a.end;
}

/** Each demand of the second follows from one of the first. */
function implies(first: EndpointPredicate, second: EndpointPredicate): boolean {
  const given = conjuncts(first);
  return conjuncts(second).every((wanted) => given.some((part) => follows(part, wanted)));
}

function follows(given: EndpointPredicate, wanted: EndpointPredicate): boolean {
  if (JSON.stringify(given) === JSON.stringify(wanted)) return true;
  if (wanted.op !== 'label') return false;
  if (given.op === 'namespace') {
    return wanted.on === 'namespace' && wanted.key === NAMESPACE_NAME && valueMatches(wanted, given.name);
  }
  return given.op === 'label' && given.on === wanted.on && given.key === wanted.key && narrows(given, wanted);
}

/** Two demands on the same label. */
function narrows(given: LabelPredicate, wanted: LabelPredicate): boolean {
  switch (given.operator) {
    case 'In':
      return given.values.length > 0 && given.values.every((value) => valueMatches(wanted, value));
    case 'DoesNotExist':
      return valueMatches(wanted, undefined);
    case 'NotIn':
      return wanted.operator === 'NotIn' && wanted.values.every((value) => given.values.includes(value));
    case 'Exists':
    case 'Contains':
    case 'StartsWith':
    case 'EndsWith':
      return wanted.operator === 'Exists';
  }
}
