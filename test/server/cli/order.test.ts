import { describe, expect, it } from 'vitest';
import { connectionsInOrder, reachInOrder, workloadsInOrder } from '../../../server/src/cli/order';
import type { Connection, Endpoint } from '../../../server/src/evaluator/answers';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { workloadId } from '../../../server/src/evaluator/model';
import { targetId } from '../../../server/src/wording/names';
import { addresses, pod, workload } from '../wording/shop';

const a = pod('a/x[Pod]');
const b = pod('b/x[Pod]');
const outside = addresses('::/0');

function connection(source: Endpoint, destination: Endpoint): Connection {
  return { source, destination, allowed: ConnectionSet.ALL };
}

function written({ source, destination }: Connection): string {
  return `${targetId(source)} -> ${targetId(destination)}`;
}

describe('connectionsInOrder', () => {
  it('sorts by source, then destination; addresses last', () => {
    const mixed = [connection(outside, a), connection(b, a), connection(a, outside), connection(a, b)];
    expect(connectionsInOrder(mixed, () => true).map(written)).toEqual([
      'a/x[Pod] -> b/x[Pod]',
      'a/x[Pod] -> ::/0',
      'b/x[Pod] -> a/x[Pod]',
      '::/0 -> a/x[Pod]',
    ]);
  });

  it('keeps what is asked for only', () => {
    const both = [connection(a, b), connection(b, a)];
    expect(connectionsInOrder(both, ({ source }) => source === b).map(written)).toEqual([
      'b/x[Pod] -> a/x[Pod]',
    ]);
  });
});

describe('workloadsInOrder', () => {
  it('sorts by id, by code units', () => {
    const workloads = ['b/a[Pod]', 'a/b[Pod]', 'a/B[Pod]', 'a/b[Job]'].map((id) => workload(id));
    expect(workloadsInOrder(workloads).map(workloadId)).toEqual([
      'a/B[Pod]',
      'a/b[Job]',
      'a/b[Pod]',
      'b/a[Pod]',
    ]);
  });
});

describe('reachInOrder', () => {
  it('sorts both lists', () => {
    const { reachable, unreachable } = reachInOrder({
      target: a,
      direction: 'to',
      reachable: [outside, b].map((peer) => ({ peer, allowed: ConnectionSet.ALL })),
      unreachable: [outside, b, a],
      caveats: [],
    });
    expect(reachable.map(({ peer }) => targetId(peer))).toEqual(['b/x[Pod]', '::/0']);
    expect(unreachable.map(targetId)).toEqual(['a/x[Pod]', 'b/x[Pod]', '::/0']);
  });
});
