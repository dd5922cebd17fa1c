import { describe, expect, it } from 'vitest';
import type { ReachAnswer } from '../../../server/src/evaluator/answers';
import { basisText, outsideText, reachCount, reachSummary } from '../../../server/src/wording/reach';
import { OUTSIDE, WEB } from './explained';
import { addresses, cluster, pod, policy } from './shop';

function answer(overrides: Partial<ReachAnswer> = {}): ReachAnswer {
  return {
    target: pod('shop/cart[Deployment]'),
    direction: 'to',
    reachable: [
      { peer: pod('shop/db[StatefulSet]'), allowed: WEB },
      { peer: OUTSIDE, allowed: WEB },
    ],
    unreachable: [pod('web/front[Deployment]'), pod('web/back[Deployment]')],
    caveats: [],
    ...overrides,
  };
}

describe('reachSummary', () => {
  it('counts workloads only', () => {
    expect(reachCount(answer())).toEqual({ reachable: 1, total: 3 });
    expect(reachSummary(answer())).toBe('1 of 3 workloads can reach this');
  });

  it('turns round for what a target reaches', () => {
    expect(reachSummary(answer({ direction: 'from' }))).toBe('This can reach 1 of 3 workloads');
  });

  it('names the subject and the port when they are given', () => {
    const named = { subject: 'svc/shop/cart', port: { port: 80 } };
    expect(reachSummary(answer(), named)).toBe('1 of 3 workloads can reach svc/shop/cart on port 80');
    expect(reachSummary(answer({ direction: 'from' }), named)).toBe(
      'svc/shop/cart can reach 1 of 3 workloads on port 80',
    );
  });

  it('says when there is nobody to reach anything', () => {
    expect(reachSummary(answer({ reachable: [], unreachable: [] }))).toBe('0 of 0 workloads can reach this');
  });
});

describe('outsideText', () => {
  it('names the addresses that are connected', () => {
    expect(outsideText(answer())).toBe('any address outside the cluster');
    expect(outsideText(answer({ reachable: [{ peer: addresses('10.0.0.0/8'), allowed: WEB }] }))).toBe(
      '10.0.0.0/8',
    );
  });

  it('names the ingress controller beside them', () => {
    const controller = { kind: 'ingress-controller' } as const;
    const reachable = [
      { peer: controller, allowed: WEB },
      { peer: addresses('10.0.0.0/8'), allowed: WEB },
    ];
    expect(outsideText(answer({ reachable }))).toBe('the ingress controller and 10.0.0.0/8');
  });

  it('is nothing when no address is', () => {
    expect(outsideText(answer({ reachable: [], unreachable: [OUTSIDE] }))).toBeUndefined();
  });
});

describe('basisText', () => {
  it('says what an answer stands on', () => {
    expect(basisText(cluster({ policies: [policy('deny')] }), 12)).toBe(
      '4 workloads, 3 namespaces and 1 policy from 12 files',
    );
  });
});
