/**
 * Connectivity as graphs: Graphviz and Mermaid. Workloads stand in a box for their namespace.
 */
import type { Endpoint } from '../evaluator/answers';
import type { Workload } from '../evaluator/model';
import { connectionText } from '../wording/connections';
import { targetId, targetName } from '../wording/names';
import type { Connectivity } from './connectivity-formats';

/** Graphviz: `dot -Tsvg`. */
export function* dotGraph(connectivity: Connectivity): Iterable<string> {
  yield 'digraph connectivity {\n  rankdir=LR;\n  node [shape=box];\n';
  for (const [namespace, workloads] of byNamespace(connectivity)) {
    yield `  subgraph ${quoted(`cluster_${namespace}`)} {\n    label=${quoted(namespace)};\n`;
    for (const end of workloads) yield `    ${quoted(targetId(end))} [label=${quoted(shortName(end))}];\n`;
    yield '  }\n';
  }
  for (const end of othersOf(connectivity))
    yield `  ${quoted(targetId(end))} [label=${quoted(shortName(end))}, style=dashed];\n`;
  for (const { source, destination, allowed } of connectivity.connections) {
    yield `  ${quoted(targetId(source))} -> ${quoted(targetId(destination))} [label=${quoted(connectionText(allowed))}];\n`;
  }
  yield '}\n';
}

/** Mermaid draws no more by itself. */
const MOST_ARROWS = 500;

/** Mermaid, which Markdown on many sites draws. Its ids may hold few characters, hence numbers. */
export function* mermaidGraph(connectivity: Connectivity): Iterable<string> {
  const ids = new Map<string, string>();
  const idOf = (end: Endpoint): string => {
    const known = ids.get(targetId(end)) ?? `n${ids.size}`;
    ids.set(targetId(end), known);
    return known;
  };
  yield 'flowchart LR\n';
  for (const [index, [namespace, workloads]] of [...byNamespace(connectivity)].entries()) {
    yield `  subgraph ns${index}[${mermaidText(namespace)}]\n`;
    for (const end of workloads) yield `    ${idOf(end)}[${mermaidText(shortName(end))}]\n`;
    yield '  end\n';
  }
  for (const end of othersOf(connectivity)) yield `  ${idOf(end)}([${mermaidText(shortName(end))}])\n`;
  let arrows = 0;
  for (const { source, destination, allowed } of connectivity.connections) {
    arrows++;
    yield `  ${idOf(source)} -->|${mermaidText(connectionText(allowed))}| ${idOf(destination)}\n`;
  }
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

/** Addresses and the ingress controller, each once. */
function othersOf({ connections }: Connectivity): Iterable<Endpoint> {
  const others = new Map<string, Endpoint>();
  for (const { source, destination } of connections) {
    for (const end of [source, destination]) if (end.kind !== 'workload') others.set(targetId(end), end);
  }
  return others.values();
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
