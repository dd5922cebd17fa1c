/**
 * Which arrows and nodes stand out: those of the node in focus, else those that the policy under the cursor governs.
 */
import type { FollowedPolicy } from './messages';
import type { VisibleArrow, VisibleNode } from './visible';
import { workloadsOf } from './words';

export interface Emphasis {
  /** Nothing stands out, so nothing steps back either. */
  readonly isPlain: boolean;
  readonly hasArrow: (arrow: Pick<VisibleArrow, 'from' | 'to'>) => boolean;
  readonly hasNode: (id: string) => boolean;
}

/** Ids of the nodes with workloads that the policy selects. */
export function subjectNodes(
  nodes: readonly VisibleNode[],
  policy: FollowedPolicy | undefined,
): ReadonlySet<string> {
  const subjects = new Set(policy?.subjects);
  const isSelected = (node: VisibleNode): boolean => workloadsOf(node).some(({ id }) => subjects.has(id));
  return new Set(nodes.filter(isSelected).map(({ id }) => id));
}

/** @param focus id of the node in focus, or under the pointer */
export function emphasisOf(
  arrows: readonly VisibleArrow[],
  focus: string | undefined,
  subjects: ReadonlySet<string>,
  policy: FollowedPolicy | undefined,
): Emphasis {
  const isMeant = arrowTest(focus, subjects, policy);
  if (isMeant === undefined) return { isPlain: true, hasArrow: () => false, hasNode: () => false };
  const ends = arrows.filter(isMeant).flatMap(({ from, to }) => [from, to]);
  const nodes = new Set([...ends, ...(focus === undefined ? subjects : [focus])]);
  return { isPlain: false, hasArrow: isMeant, hasNode: (id) => nodes.has(id) };
}

function arrowTest(
  focus: string | undefined,
  subjects: ReadonlySet<string>,
  policy: FollowedPolicy | undefined,
): Emphasis['hasArrow'] | undefined {
  if (focus !== undefined) return ({ from, to }) => from === focus || to === focus;
  if (policy === undefined || subjects.size === 0) return undefined;
  const governs = new Set(policy.directions);
  return ({ from, to }) =>
    (governs.has('ingress') && subjects.has(to)) || (governs.has('egress') && subjects.has(from));
}
