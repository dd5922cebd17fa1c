/**
 * Selectors and peers in words. Knows the model's predicates, not the YAML they came from.
 */
import type { EndpointPredicate, LabelPredicate, Peer } from '../evaluator/model';
import { list } from './quantities';
import { PLAIN, type Style } from './style';

/** One requirement in kubectl's notation: `app=web`, `app in (a, b)`, `app!=a`, `app`, `!app`. */
export function requirementText({ key, operator, values }: Omit<LabelPredicate, 'op' | 'on'>): string {
  const [only = ''] = values;
  const single = values.length === 1;
  switch (operator) {
    case 'In':
      return single ? `${key}=${only}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return single ? `${key}!=${only}` : `${key} notin (${values.join(', ')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    case 'Contains':
      return `${key} contains ${only}`;
    case 'StartsWith':
      return `${key} starts with ${only}`;
    case 'EndsWith':
      return `${key} ends with ${only}`;
  }
}

/**
 * Which pods a predicate means: `pods with app=web in namespaces with team=a`, `all pods in namespace shop`,
 * `all pods`.
 */
export function predicateText(predicate: EndpointPredicate, style: Style = PLAIN): string {
  if (isNobody(predicate)) return 'no pod';
  const { pods, namespaces, names, others } = sortedParts(predicate);
  const where = [
    pods.length === 0 ? 'all pods' : `pods with ${style(pods.map(requirementText).join(', '), 'name')}`,
    ...names.map((name) => `in namespace ${style(name, 'name')}`),
    ...(namespaces.length === 0
      ? []
      : [`in namespaces with ${style(namespaces.map(requirementText).join(', '), 'name')}`]),
    ...others.map((other) => `that are ${compoundText(other, style)}`),
  ];
  return where.join(' ');
}

interface Parts {
  readonly pods: readonly LabelPredicate[];
  readonly namespaces: readonly LabelPredicate[];
  readonly names: readonly string[];
  readonly others: readonly EndpointPredicate[];
}

/** The parts that must all hold, by what they ask about. That nodes are not meant goes without saying of pods. */
function sortedParts(predicate: EndpointPredicate): Parts {
  const parts = conjuncts(predicate);
  const requirements = parts.filter((part) => part.op === 'label');
  return {
    pods: requirements.filter(({ on }) => on === 'pod'),
    namespaces: requirements.filter(({ on }) => on === 'namespace'),
    names: parts.flatMap((part) => (part.op === 'namespace' ? [part.name] : [])),
    others: parts.filter(
      (part) =>
        part.op === 'any' ||
        (part.op === 'not' && part.of.op !== 'host-network') ||
        part.op === 'host-network' ||
        (part.op === 'label' && part.on === 'service-account'),
    ),
  };
}

/** One part that cannot hold is enough. */
function isNobody(predicate: EndpointPredicate): boolean {
  return conjuncts(predicate).some((part) => part.op === 'any' && part.of.length === 0);
}

function conjuncts(predicate: EndpointPredicate): readonly EndpointPredicate[] {
  return predicate.op === 'all' ? predicate.of.flatMap(conjuncts) : [predicate];
}

function compoundText(predicate: EndpointPredicate, style: Style): string {
  switch (predicate.op) {
    case 'any':
      return list(
        predicate.of.map((part) => compoundText(part, style)),
        'or',
      );
    case 'not':
      return `not ${compoundText(predicate.of, style)}`;
    case 'host-network':
      return 'on the host network';
    case 'label':
      return predicate.on === 'service-account'
        ? `run by service accounts with ${style(requirementText(predicate), 'name')}`
        : predicateText(predicate, style);
    case 'all':
    case 'namespace':
      return predicateText(predicate, style);
  }
}

/** Who a peer of a rule means: pods, or addresses with their exceptions. */
export function peerText(peer: Peer, style: Style = PLAIN): string {
  switch (peer.kind) {
    case 'endpoints':
      return predicateText(peer.predicate, style);
    case 'addresses':
      return addressesText(peer, style);
    case 'names':
      return `the domain names ${style(peer.patterns.join(', '), 'name')}`;
    case 'nodes':
      return nodesText(peer.predicate, style);
  }
}

function addressesText({ cidrs, except }: Extract<Peer, { kind: 'addresses' }>, style: Style): string {
  const inside = `addresses in ${style(cidrs.join(', '), 'name')}`;
  return except.length === 0 ? inside : `${inside} except ${style(except.join(', '), 'name')}`;
}

function nodesText(predicate: EndpointPredicate, style: Style): string {
  const requirements = conjuncts(predicate).filter((part) => part.op === 'label');
  if (requirements.length === 0) return 'all nodes';
  return `nodes with ${style(requirements.map(requirementText).join(', '), 'name')}`;
}
