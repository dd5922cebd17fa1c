import { describe, expect, it } from 'vitest';
import { reachInOrder, workloadsInOrder } from '../../../server/src/wording/order';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { workloadId } from '../../../server/src/evaluator/model';
import { targetId } from '../../../server/src/wording/names';
import { addresses, pod, workload } from './shop';

const a = pod('a/x[Pod]');
const b = pod('b/x[Pod]');
const outside = addresses('::/0');

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
