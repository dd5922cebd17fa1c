/**
 * What a pod would have to have for a predicate to hold: the requirements that fail, as few as will do.
 */
import type { Lack } from './answers';
import type { EndpointPredicate, LabelPredicate } from './model';
import { holds, labelsOn, NAMESPACE_NAME, type PodTraits } from './predicate';

/** Undefined when no pod could satisfy the predicate. Namespace requirements come first. */
export function missingRequirements(
  predicate: EndpointPredicate,
  pod: PodTraits,
): readonly Lack[] | undefined {
  return missing(predicate, pod)?.toSorted(
    (a, b) => Number(b.missed === 'namespace') - Number(a.missed === 'namespace'),
  );
}

function missing(predicate: EndpointPredicate, pod: PodTraits): readonly Lack[] | undefined {
  if (holds(predicate, pod)) return [];
  switch (predicate.op) {
    case 'all':
      return missingOfAll(predicate.of, pod);
    case 'any':
      return fewest(predicate.of.map((part) => missing(part, pod)));
    case 'not':
      return [opposite(predicate.of, pod)];
    case 'namespace':
      return [ownNamespace(predicate.name, pod)];
    case 'host-network':
      return [{ missed: 'pod' }];
    case 'label':
      return [lackOf(predicate, pod)];
  }
}

function missingOfAll(parts: readonly EndpointPredicate[], pod: PodTraits): readonly Lack[] | undefined {
  const lacks: Lack[] = [];
  for (const part of parts) {
    const lack = missing(part, pod);
    if (lack === undefined) return undefined;
    lacks.push(...lack);
  }
  return lacks;
}

function fewest(candidates: readonly (readonly Lack[] | undefined)[]): readonly Lack[] | undefined {
  return candidates.filter((lacks) => lacks !== undefined).toSorted((a, b) => a.length - b.length)[0];
}

const OPPOSITE: Partial<Record<LabelPredicate['operator'], LabelPredicate['operator']>> = {
  In: 'NotIn',
  NotIn: 'In',
  Exists: 'DoesNotExist',
  DoesNotExist: 'Exists',
};

/** What a negated requirement asks for, where that can be said as one requirement. */
function opposite(negated: EndpointPredicate, pod: PodTraits): Lack {
  if (negated.op === 'namespace') return { missed: 'namespace' };
  const operator = negated.op === 'label' ? OPPOSITE[negated.operator] : undefined;
  if (negated.op !== 'label' || operator === undefined) return { missed: 'pod' };
  return lackOf({ ...negated, operator }, pod);
}

function ownNamespace(name: string, { namespace }: PodTraits): Lack {
  const requirement = { key: NAMESPACE_NAME, operator: 'In', values: [name] };
  return {
    missed: 'namespace',
    requirement: namespace === undefined ? requirement : { ...requirement, actual: namespace },
  };
}

function lackOf({ on, key, operator, values }: LabelPredicate, pod: PodTraits): Lack {
  const actual = labelsOn(on, pod).get(key);
  const isUnnamed = key === NAMESPACE_NAME && pod.namespace === undefined;
  const requirement = { key, operator, values };
  return {
    missed: on === 'namespace' ? 'namespace' : 'pod',
    requirement: actual === undefined || isUnnamed ? requirement : { ...requirement, actual },
  };
}
