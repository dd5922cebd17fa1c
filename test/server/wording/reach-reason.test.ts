import { describe, expect, it } from 'vitest';
import { reachReason } from '../../../server/src/wording/reach-reason';
import { cartPolicy, fixture, PODS } from '../features/fixture';

/** Why pod `source` reaches, or does not reach, pod `cart`. */
function reason(spec: string, source: string): string {
  const { view } = fixture(cartPolicy(spec) + PODS);
  const { cluster, evaluator } = view.snapshot;
  const [from, to] = [source, 'cart'].map((name) => cluster.workloads.find((one) => one.name === name));
  if (from === undefined || to === undefined) throw new Error('no such pod');
  return reachReason(
    evaluator.explain({ kind: 'workload', workload: from }, { kind: 'workload', workload: to }),
  );
}

describe('reachReason', () => {
  it.each([
    ['  ingress: [{ports: [{port: 80}]}]', 'web', 'Allowed on 80/TCP by shop/cart (spec.ingress[0])'],
    ['  ingress: [{}]', 'web', 'Allowed by shop/cart (spec.ingress[0])'],
    [
      '  policyTypes: [Egress]',
      'web',
      'Allowed: no policy restricts egress of shop/web[Pod] or ingress of shop/cart[Pod]',
    ],
    [
      '  ingress: []',
      'web',
      'Denied by ingress: shop/cart isolates shop/cart[Pod] and no rule allows shop/web[Pod]',
    ],
  ])('of %j from %s', (spec, source, sentence) => {
    expect(reason(spec, source)).toBe(sentence);
  });
});
