/**
 * What must not matter does not, and what can only add adds: properties that need no second evaluator.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connection, Endpoint } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Cluster, Policy } from '../../../server/src/evaluator/model';
import { RUNS } from '../../thoroughness';
import { cluster } from './generators';

const numRuns = RUNS;

function name(endpoint: Endpoint): string {
  if (endpoint.kind === 'workload') return endpoint.workload.name;
  return endpoint.kind === 'addresses' ? endpoint.cidrs.join() : endpoint.kind;
}

function row({ source, destination, allowed, possible }: Connection): string {
  return [name(source), name(destination), allowed.key(), possible?.key() ?? ''].join(' ');
}

function table(drawn: Cluster): string[] {
  return Array.from(createEvaluator(drawn).connections(), row).toSorted();
}

describe('makes no difference', () => {
  test('the order of everything', () => {
    fc.assert(
      fc.property(cluster, (drawn) => {
        const reversed = {
          ...drawn,
          policies: drawn.policies.toReversed(),
          workloads: drawn.workloads.toReversed(),
          namespaces: new Map(Array.from(drawn.namespaces).toReversed()),
        };
        expect(table(reversed)).toEqual(table(drawn));
      }),
      { numRuns },
    );
  });

  test('whether rules stand in one NetworkPolicy or in several', () => {
    fc.assert(
      fc.property(cluster, (drawn) => {
        expect(table({ ...drawn, policies: drawn.policies.flatMap(ruleByRule) })).toEqual(table(drawn));
      }),
      { numRuns },
    );
  });

  test('whether a policy is there twice', () => {
    fc.assert(
      fc.property(cluster, (drawn) => {
        expect(table({ ...drawn, policies: [...drawn.policies, ...drawn.policies] })).toEqual(table(drawn));
      }),
      { numRuns },
    );
  });

  test('a policy that selects nothing', () => {
    fc.assert(
      fc.property(cluster, (drawn) => {
        const nobody = drawn.policies.map((policy): Policy => ({
          ...policy,
          subject: { op: 'any', of: [] },
        }));
        expect(table({ ...drawn, policies: [...nobody, ...drawn.policies] })).toEqual(table(drawn));
      }),
      { numRuns },
    );
  });

  test('which question came first', () => {
    fc.assert(
      fc.property(cluster, (drawn) => {
        const evaluator = createEvaluator(drawn);
        const before = Array.from(evaluator.connections(), row);
        for (const workload of drawn.workloads) {
          const end = { kind: 'workload', workload } as const;
          evaluator.reach('to', end, { port: 80 });
          evaluator.explain(end, { kind: 'ingress-controller' });
        }
        expect(Array.from(evaluator.connections(), row)).toEqual(before);
      }),
      { numRuns },
    );
  });
});

/** Splits a NetworkPolicy so that each rule stands alone, together with one that isolates as before. */
function ruleByRule(policy: Policy): Policy[] {
  if (policy.tier !== 'networkpolicy') return [policy];
  const { ingress, egress, ...rest } = policy;
  return [
    { ...rest, ...(ingress && { ingress: [] }), ...(egress && { egress: [] }) },
    ...(ingress ?? []).map((rule) => ({ ...rest, ingress: [rule] })),
    ...(egress ?? []).map((rule) => ({ ...rest, egress: [rule] })),
  ];
}

test('one more rule in a NetworkPolicy never takes a connection away', () => {
  fc.assert(
    fc.property(cluster, cluster, (drawn, other) => {
      const rules = other.policies
        .filter(({ tier }) => tier === 'networkpolicy')
        .flatMap(({ ingress = [] }) => ingress);
      const wider = drawn.policies.map((policy) =>
        policy.tier === 'networkpolicy' && policy.ingress
          ? { ...policy, ingress: [...policy.ingress, ...rules] }
          : policy,
      );
      const [before, after] = [createEvaluator(drawn), createEvaluator({ ...drawn, policies: wider })];
      for (const source of drawn.workloads) {
        for (const destination of drawn.workloads) {
          const ends = [source, destination].map((workload) => ({ kind: 'workload', workload }) as const);
          const [from, to] = ends;
          if (from === undefined || to === undefined) continue;
          const [had, has] = [before, after].map((evaluator) => evaluator.explain(from, to).allowed);
          expect(has && had?.subtract(has).isEmpty()).toBe(true);
        }
      }
    }),
    { numRuns },
  );
});

test('an explanation gives reasons for its verdict', () => {
  fc.assert(
    fc.property(cluster, (drawn) => {
      const evaluator = createEvaluator(drawn);
      for (const source of drawn.workloads) {
        for (const destination of drawn.workloads) {
          const answer = evaluator.explain(
            { kind: 'workload', workload: source },
            { kind: 'workload', workload: destination },
            { port: 80 },
          );
          for (const side of [answer.egress, answer.ingress]) {
            if (side.verdict === 'denied') expect([...side.isolatedBy, ...side.deniedBy]).not.toEqual([]);
            if (side.verdict === 'allowed' && side.allowedBy.length === 0) {
              const denying = side.steps.filter(({ decision }) => /deny/u.test(decision));
              expect(denying).toEqual([]);
            }
            if (side.verdict === 'partly') expect(side.possible).toBeDefined();
          }
        }
      }
    }),
    { numRuns },
  );
});

const DOUBTS: ReadonlySet<string> = new Set(['undecided-peer', 'undecided-rule', 'equal-order']);

test('what is in doubt says why, and nothing else does', () => {
  fc.assert(
    fc.property(cluster, (drawn) => {
      const evaluator = createEvaluator(drawn);
      for (const source of drawn.workloads) {
        for (const destination of drawn.workloads) {
          const ends = [source, destination].map((workload) => ({ kind: 'workload', workload }) as const);
          const [from, to] = ends;
          if (from === undefined || to === undefined) continue;
          const { allowed, possible = allowed, caveats } = evaluator.explain(from, to);
          const doubts = caveats.filter(({ kind }) => DOUBTS.has(kind));
          expect(doubts.length > 0).toBe(!possible.subtract(allowed).hasNoPort());
        }
      }
    }),
    { numRuns },
  );
});
