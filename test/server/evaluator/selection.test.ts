/**
 * Which workloads predicates and policies select: the index must say what matching one pod at a time says.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEvaluator, matches } from '../../../server/src/evaluator/evaluator';
import { many } from '../../thoroughness';
import { drawCluster, findWorkload, networkPolicy } from './drawn-cluster';
import { cluster, predicate } from './generators';

test('select agrees with matching pod by pod', () => {
  fc.assert(
    fc.property(cluster, predicate, (drawn, drawnPredicate) => {
      const expected = drawn.workloads.filter((workload) =>
        matches(drawnPredicate, workload, drawn.namespaces),
      );
      expect(createEvaluator(drawn).select(drawnPredicate)).toEqual(expected);
    }),
    { numRuns: many(2000) },
  );
});

test('policies that govern a workload, by direction, in the order of the cluster', () => {
  fc.assert(
    fc.property(cluster, (drawn) => {
      const evaluator = createEvaluator(drawn);
      const tiers = new Set(drawn.tiers.map(({ id }) => id));
      for (const workload of drawn.workloads) {
        for (const direction of ['ingress', 'egress'] as const) {
          const expected = drawn.policies.filter(
            (policy) =>
              policy[direction] &&
              tiers.has(policy.tier) &&
              matches(policy.subject, workload, drawn.namespaces),
          );
          expect(evaluator.policiesSelecting(workload, direction)).toEqual(expected);
        }
      }
    }),
    { numRuns: many(1000) },
  );
});

describe('policiesSelecting', () => {
  const shop = drawCluster(
    'pod shop/web app=web \n pod shop/db app=db',
    networkPolicy('shop', 'podSelector: {matchLabels: {app: web}}', 'in') +
      networkPolicy('shop', 'podSelector: {}\npolicyTypes: [Egress]', 'out'),
  );

  test.each([
    ['shop/web', 'ingress', ['in']],
    ['shop/web', 'egress', ['out']],
    ['shop/db', 'ingress', []],
  ] as const)('%s %s', (name, direction, expected) => {
    const policies = createEvaluator(shop).policiesSelecting(findWorkload(shop, name), direction);
    expect(policies.map(({ ref }) => ref.name)).toEqual(expected);
  });
});

test('the Services of a workload are those that have it behind them', () => {
  fc.assert(
    fc.property(cluster, (drawn) => {
      const evaluator = createEvaluator(drawn);
      for (const workload of drawn.workloads) {
        const expected = drawn.services.filter((service) => evaluator.backends(service).includes(workload));
        expect(evaluator.servicesOf(workload)).toEqual(expected);
      }
    }),
    { numRuns: many(500) },
  );
});

test('a connection gets through what both of its sides let through', () => {
  fc.assert(
    fc.property(cluster, (drawn) => {
      const evaluator = createEvaluator(drawn);
      const [source, destination] = drawn.workloads;
      if (source === undefined || destination === undefined || source === destination) return;
      const answer = evaluator.explain(
        { kind: 'workload', workload: source },
        { kind: 'workload', workload: destination },
      );
      const egress = evaluator.oneSide(source, 'egress', destination).allowed;
      const ingress = evaluator.oneSide(destination, 'ingress', source).allowed;
      expect(egress.equals(answer.egress.allowed)).toBe(true);
      expect(ingress.equals(answer.ingress.allowed)).toBe(true);
    }),
    { numRuns: many(500) },
  );
});
