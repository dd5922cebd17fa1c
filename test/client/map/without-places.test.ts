import { describe, expect, it } from 'vitest';
import { withoutPlaces } from '../../../client/src/map/without-places';
import { map } from './sample-map';

describe('withoutPlaces', () => {
  it('leaves out places and policies, and nothing else', () => {
    const graph = map(['shop/cart', '10.0.0.0/8'], ['0 > 1 80/TCP']);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const nodes = graph.nodes.map((node) => ({
      ...node,
      workloads: node.workloads.map((workload) => ({
        ...workload,
        location: { uri: 'file:///w/x.yaml', range },
      })),
    }));
    expect(withoutPlaces({ ...graph, nodes, policies: [], problem: 'x' })).toEqual({
      ...graph,
      problem: 'x',
    });
  });
});
