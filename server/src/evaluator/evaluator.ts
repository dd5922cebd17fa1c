/**
 * The evaluator over one cluster: every question goes through here. Nothing is computed before it is asked for.
 */
import type { Evaluator } from './answers';
import { CompiledCluster } from './compiled-cluster';
import { connections } from './connections';
import { explain } from './explain';
import { lazy } from './lazy';
import type { Cluster } from './model';
import { asAnswer } from './outcome';
import { reach } from './reach';

export { matches, selectsEverything } from './predicate';

/** Never throws for any cluster; what cannot be interpreted matches nothing. */
export function createEvaluator(cluster: Cluster): Evaluator {
  const compiled = lazy(() => new CompiledCluster(cluster));
  return {
    select: (predicate) => compiled().select(predicate),
    policiesSelecting: (workload, direction) => compiled().policiesSelecting(workload, direction),
    oneSide: (workload, direction, other) => {
      const [self, peer] = [compiled().pod(workload), compiled().pod(other)];
      return asAnswer(compiled().sideOutcome(self, direction, peer));
    },
    backends: (service) => compiled().backends(service),
    servicesOf: (workload) => compiled().servicesOf(workload),
    connections: (order) => ({ [Symbol.iterator]: () => connections(compiled(), order) }),
    reach: (direction, target, port) => reach(compiled(), { direction, target, port }),
    explain: (source, destination, port) => explain(compiled(), { source, destination, port }),
  };
}
