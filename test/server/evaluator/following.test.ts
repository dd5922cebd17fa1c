/**
 * An evaluator takes over what was computed for the same pods before, under other policies. It answers as one that
 * never saw them before.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Connection, Endpoint } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Cluster, Policy } from '../../../server/src/evaluator/model';
import { RUNS } from '../../thoroughness';
import { cluster } from './generators';

function name(endpoint: Endpoint): string {
  if (endpoint.kind === 'workload') return endpoint.workload.name;
  return endpoint.kind === 'addresses' ? endpoint.cidrs.join() : endpoint.kind;
}

function row({ source, destination, allowed, possible }: Connection): string {
  return [name(source), name(destination), allowed.key(), possible?.key() ?? ''].join(' ');
}

/** All answers, and the policies in the order in which they are given. */
function answers(drawn: Cluster): unknown {
  const evaluator = createEvaluator(drawn);
  const governing = drawn.workloads.map((workload) => [
    evaluator.policiesSelecting(workload, 'ingress'),
    evaluator.policiesSelecting(workload, 'egress'),
  ]);
  return { governing, connections: Array.from(evaluator.connections(), row) };
}

/** The same, of pods that no evaluator has seen. */
function answersAnew(drawn: Cluster): unknown {
  return answers({ ...drawn, workloads: drawn.workloads.map((workload) => ({ ...workload })) });
}

/** Policies come, go and change places. */
function edited(policies: readonly Policy[], [what, at]: readonly [number, number]): readonly Policy[] {
  const nth = policies.length === 0 ? 0 : at % policies.length;
  const policy = policies[nth];
  if (policy === undefined) return policies;
  const changed = { ...policy, ...(what % 2 === 0 ? { ingress: [] } : { egress: [] }) };
  switch (what % 4) {
    case 0:
      return policies.toSpliced(nth, 1);
    case 1:
      return policies.toSpliced(nth, 1, changed);
    case 2:
      return policies.toSpliced(at % (policies.length + 1), 0, changed);
    default:
      return [...policies.toSpliced(nth, 1), policy];
  }
}

test('answers under other policies are those of a new evaluator', () => {
  const edits = fc.array(fc.tuple(fc.nat(7), fc.nat()), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(cluster, edits, (drawn, steps) => {
      let { policies } = drawn;
      for (const step of steps) {
        expect(answers({ ...drawn, policies })).toEqual(answersAnew({ ...drawn, policies }));
        policies = edited(policies, step);
      }
    }),
    { numRuns: RUNS },
  );
});
