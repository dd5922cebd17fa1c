/**
 * What of the map a text is about.
 */
import type { MapNode } from '../../../../server/src/lsp/protocol';

export interface Matches {
  /** Indices of the nodes that the text is about. */
  readonly nodes: ReadonlySet<number>;
  /** How many workloads, and others, it is about. */
  readonly count: number;
}

/**
 * A workload is meant when each word occurs in its name, namespace, kind or labels. Undefined when there is no word:
 * then everything is meant.
 */
export function matching(nodes: readonly MapNode[], query: string): Matches | undefined {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return undefined;
  const isMeant = (text: string): boolean => words.every((word) => text.includes(word));
  const counts = nodes.map((node) => textsOf(node).filter(isMeant).length);
  return {
    nodes: new Set(counts.flatMap((count, index) => (count > 0 ? index : []))),
    count: counts.reduce((sum, count) => sum + count, 0),
  };
}

function textsOf({ label, namespace = '', workloads }: MapNode): readonly string[] {
  if (label !== undefined) return [label.toLowerCase()];
  return workloads.map(({ name, kind, labels }) =>
    [`${namespace}/${name}`, kind, ...labels].join('\n').toLowerCase(),
  );
}
