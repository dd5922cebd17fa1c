/**
 * Which members the parts of cluster-wide policies need. Knows the kinds, not what a missing member means.
 */
import type { FieldPath } from '../../manifests/document';
import { isKind, KINDS } from '../../manifests/known-kinds';
import { clusterSelectorsOf, podsOf, portNumbersOf } from './cluster-policy-parts';
import { isSet, itemsOf, PEERS_KEY, type Part, type PolicyParts } from './policy-parts';
import type { Source } from './place';

interface Needs {
  readonly part: Part;
  readonly members: readonly string[];
}

/** Paths of what has to be there and is not; null counts as missing. */
export function missingMembers(source: Source, parts: PolicyParts): readonly FieldPath[] {
  return needsOf(source, parts).flatMap(({ part, members }) =>
    members.filter((name) => !isSet(part.value[name])).map((name) => [...part.path, name]),
  );
}

function needsOf({ resource }: Source, parts: PolicyParts): readonly Needs[] {
  const { spec, rules } = parts;
  const isNewKind = isKind(resource, KINDS.ClusterNetworkPolicy);
  const root: Part = { path: [], value: resource.value };
  return [
    { part: root, members: ['spec'] },
    ...(spec === undefined ? [] : [{ part: spec, members: specMembers(resource) }]),
    ...rules.map((rule) => ({ part: rule, members: ['action', PEERS_KEY[rule.direction]] })),
    ...podsOf(parts).map((part) => ({
      part,
      members: isNewKind ? ['podSelector'] : ['namespaceSelector', 'podSelector'],
    })),
    ...clusterSelectorsOf(parts)
      .flatMap((selector) => itemsOf(selector, 'matchExpressions'))
      .map((part) => ({ part, members: ['key', 'operator'] })),
    ...portNumbersOf(parts).map((part) => ({
      part,
      members: part.path.at(-1) === 'portNumber' ? ['port'] : ['start', 'end'],
    })),
  ];
}

function specMembers(resource: Source['resource']): readonly string[] {
  if (isKind(resource, KINDS.ClusterNetworkPolicy)) return ['tier', 'priority', 'subject'];
  return isKind(resource, KINDS.AdminNetworkPolicy) ? ['priority', 'subject'] : ['subject'];
}
