/**
 * Whether policies can tell pods apart. Pods of one owner that no policy can tell apart are one workload.
 */
import type { EndpointPredicate, Namespace, Policy, PolicyRule, Workload } from '../evaluator/model';
import { matches, podLabelKeys, predicatesOf } from '../evaluator/predicate';
import { lazy } from '../manifests/lazy';

/** Whether at least two of the pods are treated differently by some policy. */
export type TellsApart = (pods: readonly Workload[]) => boolean;

/** What occurs in policies that a pod can have or lack. */
interface Visible {
  readonly predicates: readonly EndpointPredicate[];
  readonly labelKeys: ReadonlySet<string>;
  readonly portNames: ReadonlySet<string>;
}

/** Looks at the policies at most once, for any number of groups of pods. */
export function createTellsApart(
  policies: readonly Policy[],
  namespaces: ReadonlyMap<string, Namespace>,
): TellsApart {
  const visible = lazy(() => visibleIn(policies));
  const outcomes = (pod: Workload): string =>
    visible()
      .predicates.map((predicate) => (matches(predicate, pod, namespaces) ? '1' : '0'))
      .join('');
  return (pods) =>
    pods.length > 1 &&
    (differ(pods, (pod) => traits(pod, visible())) ||
      (differ(pods, (pod) => mentionedLabels(pod, visible())) && differ(pods, outcomes)));
}

function differ(pods: readonly Workload[], seen: (pod: Workload) => string): boolean {
  const [first, ...others] = pods;
  if (first === undefined) return false;
  const expected = seen(first);
  return others.some((pod) => seen(pod) !== expected);
}

/** All but labels: host network, service account, and what the named ports of policies resolve to. */
function traits({ hostNetwork, serviceAccount, ports }: Workload, { portNames }: Visible): string {
  const named = ports.filter(({ name }) => name !== undefined && portNames.has(name));
  return JSON.stringify([hostNetwork, serviceAccount, named]);
}

/** Equal for most pods of one owner; only if not, the predicates themselves have to be asked. */
function mentionedLabels({ labels }: Workload, { labelKeys }: Visible): string {
  return JSON.stringify([...labels].filter(([key]) => labelKeys.has(key)).toSorted());
}

function visibleIn(policies: readonly Policy[]): Visible {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const predicates = policies.flatMap(predicatesOf);
  return {
    predicates,
    labelKeys: new Set(predicates.flatMap(podLabelKeys)),
    portNames: new Set(rules.flatMap(portNamesIn)),
  };
}

function portNamesIn({ ports, exceptPorts = [] }: PolicyRule): readonly string[] {
  const matches = [...(ports === 'any' ? [] : ports), ...exceptPorts];
  return matches.flatMap((port) => (port.kind === 'named' ? [port.name] : []));
}
