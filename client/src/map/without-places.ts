/**
 * A map as its page gets it: without the places of manifests, of which it has no use and which are most of its size.
 */
import type { MapResult } from '../../../server/src/lsp/protocol';
import type { MapGraph } from './webview/messages';

export function withoutPlaces({ nodes, links, basis, problem }: MapResult): MapGraph {
  return {
    nodes: nodes.map((node) => ({
      ...node,
      workloads: node.workloads.map(({ id, name, kind, labels, hostNetwork }) => ({
        id,
        name,
        kind,
        labels,
        ...(hostNetwork && { hostNetwork }),
      })),
    })),
    links,
    basis,
    ...(problem !== undefined && { problem }),
  };
}
