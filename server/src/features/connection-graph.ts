/**
 * Connections as a graph that can be drawn: alike workloads are one node, and all between two nodes is one link.
 */
import type { Endpoint } from '../evaluator/answers';
import type { Workload } from '../evaluator/model';
import { targetId } from '../wording/names';
import { alikeWorkloads, type AlikeWorkloads } from './alike-workloads';

export interface ConnectionGraph {
  readonly groups: readonly AlikeWorkloads[];
  /** Addresses and the ingress controller, each once. */
  readonly others: readonly Endpoint[];
  readonly links: readonly GraphLink[];
}

/** Its ends are places in the list of the groups, followed by the others. */
export interface GraphLink {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/**
 * The graph of these connections. What the workloads of one group may send each other is said by the group itself.
 * @param labelOf what the picture says of a connection; workloads with other labels are not alike
 */
export function connectionGraph<T extends { readonly source: Endpoint; readonly destination: Endpoint }>(
  workloads: readonly Workload[],
  connections: readonly T[],
  labelOf: (connection: T) => string,
): ConnectionGraph {
  const groups = alikeWorkloads(workloads, connections, labelOf);
  const nodes = numberedNodes(groups);
  const links = new Map<string, GraphLink>();
  for (const connection of connections) {
    const [from, to] = [nodes.of(connection.source), nodes.of(connection.destination)];
    const link = { from, to, label: labelOf(connection) };
    if (from !== to) links.set(`${from} ${to}`, link);
  }
  return { groups, others: nodes.others, links: [...links.values()] };
}

interface NumberedNodes {
  /** The number of the node that an end belongs to. */
  of(end: Endpoint): number;
  /** Ends that were asked for and are in no group. */
  readonly others: readonly Endpoint[];
}

function numberedNodes(groups: readonly AlikeWorkloads[]): NumberedNodes {
  const byId = new Map(
    groups.flatMap(({ workloads }, nth) =>
      workloads.map((workload) => [targetId({ kind: 'workload', workload }), nth] as const),
    ),
  );
  // The same object stands for an end again and again, and is faster to find than its name.
  const byEnd = new Map<Endpoint, number>();
  const others: Endpoint[] = [];
  const find = (end: Endpoint): number => {
    const id = targetId(end);
    const known = byId.get(id);
    if (known !== undefined) return known;
    const number = groups.length + others.push(end) - 1;
    byId.set(id, number);
    return number;
  };
  return {
    others,
    of(end) {
      const number = byEnd.get(end) ?? find(end);
      byEnd.set(end, number);
      return number;
    },
  };
}
