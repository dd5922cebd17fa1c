/**
 * Label selectors as predicates of the evaluator.
 */
import type { EndpointPredicate } from '../evaluator/model';
import type { LabelSelector } from '../manifests/labels';

/** All requirements hold on the labels of the pod, or of its namespace. One that cannot be read holds for nobody. */
export function selectorPredicate(selector: LabelSelector, on: 'pod' | 'namespace'): EndpointPredicate {
  if (!selector.isValid) return { op: 'any', of: [] };
  return { op: 'all', of: selector.requirements.map((requirement) => ({ op: 'label', on, ...requirement })) };
}

/** Pods with an address of their own. Those on the host network send and receive as their node. */
export const NOT_HOST_NETWORK: EndpointPredicate = { op: 'not', of: { op: 'host-network' } };
