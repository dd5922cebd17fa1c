/**
 * Connectivity as graphs: Graphviz and Mermaid. Workloads stand in a box for their namespace.
 */
import type { Connection, Endpoint } from '../evaluator/answers';
import type { ConnectionSet } from '../evaluator/connection-set';
import type { Workload } from '../evaluator/model';
import { connectionText } from '../wording/connections';
import { targetId, targetName } from '../wording/names';
import { remembered } from '../wording/remembered';
import type { Connectivity } from './connectivity-formats';

/** Graphviz: `dot -Tsvg`. */
export function* dotGraph(connectivity: Connectivity): Iterable<string> {
  // Millions of arrows have few ends and few sets of ports among them.
  const idOf = remembered((end: Endpoint) => quoted(targetId(end)));
  const portsOf = remembered((allowed: ConnectionSet) => quoted(connectionText(allowed)));
  yield 'digraph connectivity {\n  rankdir=LR;\n  node [shape=box];\n';
  for (const [namespace, workloads] of byNamespace(connectivity)) {
    yield `  subgraph ${quoted(`cluster_${namespace}`)} {\n    label=${quoted(namespace)};\n`;
    for (const end of workloads) yield `    ${idOf(end)} [label=${quoted(shortName(end))}];\n`;
    yield '  }\n';
  }
  const others = watchOthers(connectivity);
  for (const { source, destination, allowed } of others.connections) {
    yield `  ${idOf(source)} -> ${idOf(destination)} [label=${portsOf(allowed)}];\n`;
  }
  for (const end of others.seen.values())
    yield `  ${idOf(end)} [label=${quoted(shortName(end))}, style=dashed];\n`;
  yield '}\n';
}

/** Mermaid draws no more by itself. */
const MOST_ARROWS = 500;

/** Mermaid, which Markdown on many sites draws. Its ids may hold few characters, hence numbers. */
export function* mermaidGraph(connectivity: Connectivity): Iterable<string> {
  const ids = new Map<string, string>();
  const idOf = remembered((end: Endpoint): string => {
    const known = ids.get(targetId(end)) ?? `n${ids.size}`;
    ids.set(targetId(end), known);
    return known;
  });
  const portsOf = remembered((allowed: ConnectionSet) => mermaidText(connectionText(allowed)));
  yield 'flowchart LR\n';
  for (const [index, [namespace, workloads]] of [...byNamespace(connectivity)].entries()) {
    yield `  subgraph ns${index}[${mermaidText(namespace)}]\n`;
    for (const end of workloads) yield `    ${idOf(end)}[${mermaidText(shortName(end))}]\n`;
    yield '  end\n';
  }
  let arrows = 0;
  const others = watchOthers(connectivity);
  for (const { source, destination, allowed } of others.connections) {
    arrows++;
    yield `  ${idOf(source)} -->|${portsOf(allowed)}| ${idOf(destination)}\n`;
  }
  for (const end of others.seen.values()) yield `  ${idOf(end)}([${mermaidText(shortName(end))}])\n`;
  if (arrows > MOST_ARROWS)
    yield `%% Mermaid refuses more than ${MOST_ARROWS} arrows unless its setting maxEdges allows them: there are ${arrows}\n`;
}

type WorkloadEndpoint = Extract<Endpoint, { kind: 'workload' }>;

function byNamespace({ workloads }: Connectivity): ReadonlyMap<string, readonly WorkloadEndpoint[]> {
  const groups = new Map<string, WorkloadEndpoint[]>();
  for (const workload of workloads) {
    const group = groups.get(workload.namespace) ?? [];
    group.push(endpointOf(workload));
    groups.set(workload.namespace, group);
  }
  return groups;
}

function endpointOf(workload: Workload): WorkloadEndpoint {
  return { kind: 'workload', workload };
}

/** The same connections; once they were gone through, also the addresses and the ingress controller among their ends. */
function watchOthers({ connections }: Connectivity): {
  readonly connections: Iterable<Connection>;
  readonly seen: ReadonlyMap<string, Endpoint>;
} {
  const seen = new Map<string, Endpoint>();
  const watched = function* (): Iterable<Connection> {
    for (const connection of connections) {
      for (const end of [connection.source, connection.destination])
        if (end.kind !== 'workload') seen.set(targetId(end), end);
      yield connection;
    }
  };
  return { connections: watched(), seen };
}

/** The namespace is written on the box around it. */
export function shortName(end: Endpoint): string {
  if (end.kind !== 'workload') return targetName(end);
  const { name, kind, hostNetwork } = end.workload;
  return `${name}[${kind}]${hostNetwork ? ' (host network)' : ''}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function mermaidText(text: string): string {
  return `"${text.replaceAll('&', '#amp;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;')}"`;
}
