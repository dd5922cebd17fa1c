import { describe, expect, it } from 'vitest';
import { generateCluster, sizeOf } from '../../bench/generated-cluster';
import { folder } from './memory-io';
import { runJson } from './run';

interface Answer {
  readonly workloads: readonly { readonly id: string }[];
  readonly connections: readonly { readonly source: unknown; readonly destination: unknown }[];
}

/** Workloads by their ids, then the ingress controller, then addresses: text that sorts so. */
function place(end: unknown): string {
  if (typeof end === 'string') return `1 ${end}`;
  return typeof end === 'object' && end !== null && 'cidrs' in end ? '3' : '2';
}

describe('a generated cluster', () => {
  it('is the same for the same seed, and another for another', () => {
    const size = sizeOf(60, 40);
    expect([...generateCluster(7, size)]).toEqual([...generateCluster(7, size)]);
    expect([...generateCluster(7, size)]).not.toEqual([...generateCluster(8, size)]);
  });

  it('has as many workloads and policies as were asked for', () => {
    const texts = [...generateCluster(1, { namespaces: 7, workloads: 50, policies: 31 }).values()].join(
      '---\n',
    );
    expect(texts.match(/^kind: (?:Deployment|StatefulSet|DaemonSet|Pod)$/gmu)).toHaveLength(50);
    expect(texts.match(/^kind: NetworkPolicy$/gmu)).toHaveLength(31);
    expect(texts.match(/^kind: Namespace$/gmu)).toHaveLength(7);
  });

  it('has tiers before and behind the policies of its teams', () => {
    const texts = [...generateCluster(1, sizeOf(200, 150)).values()].join('---\n');
    expect(texts.match(/^kind: AdminNetworkPolicy$/gmu)).toHaveLength(3);
    expect(texts.match(/^kind: BaselineAdminNetworkPolicy$/gmu)).toHaveLength(1);
  });

  it('is correct: nothing in it is an error or a warning', async () => {
    const cwd = folder(Object.fromEntries(generateCluster(1, sizeOf(100, 120))));
    const { diagnostics } = (await runJson(['check', '.'], { cwd })) as {
      readonly diagnostics: readonly { readonly severity: string }[];
    };
    expect(diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
  });

  it('has its connections in order, each once', async () => {
    const cwd = folder(Object.fromEntries(generateCluster(3, sizeOf(80, 60))));
    const { workloads, connections } = (await runJson(['connectivity', '.'], { cwd })) as Answer;
    const ids = workloads.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    const places = connections.map(({ source, destination }) => [source, destination].map(place));
    const sources = places.map(([source]) => source);
    expect(sources).toEqual(sources.toSorted());
    for (const id of ids) {
      const ends = places.filter(([source]) => source === `1 ${id}`).map(([, end]) => end);
      expect(ends).toEqual(ends.toSorted());
    }
    const rows = connections.map((row) => JSON.stringify([row.source, row.destination]));
    expect(new Set(rows).size).toBe(rows.length);
  });
});
