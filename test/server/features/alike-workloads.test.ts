import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeWorkloads } from '../../../server/src/features/alike-workloads';
import type { Connection, Endpoint } from '../../../server/src/evaluator/answers';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import { workloadId, type Workload } from '../../../server/src/evaluator/model';
import { connectionText } from '../../../server/src/wording/connections';
import { targetId } from '../../../server/src/wording/names';
import { cluster } from '../evaluator/generators';
import { addresses, workload } from '../wording/shop';

const [a, b, c, d] = ['x/a[Pod]', 'x/b[Pod]', 'x/c[Pod]', 'y/d[Pod]'].map((id) => workload(id)) as [
  Workload,
  Workload,
  Workload,
  Workload,
];
const outside = addresses('0.0.0.0/0');

function end(one: Workload | Endpoint): Endpoint {
  return 'cidrs' in one || !('labels' in one) ? one : { kind: 'workload', workload: one };
}

function row(source: Workload | Endpoint, destination: Workload | Endpoint, port = 80): Connection {
  return { source: end(source), destination: end(destination), allowed: ConnectionSet.of('TCP', port) };
}

function ports({ allowed }: Connection): string {
  return connectionText(allowed);
}

function groups(workloads: readonly Workload[], rows: readonly Connection[]): readonly string[] {
  return alikeWorkloads(workloads, rows, ports).map(
    ({ workloads: alike, amongThem }) =>
      `${alike.map(({ name }) => name).join(' ')}: ${amongThem ?? 'nothing'}`,
  );
}

describe('alikeWorkloads', () => {
  it('joins workloads with the same connections', () => {
    expect(groups([a, b, c], [row(a, c), row(b, c), row(outside, c)])).toEqual([
      'a b: nothing',
      'c: nothing',
    ]);
  });

  it('joins workloads that reach each other, and says so', () => {
    expect(groups([a, b, c], [row(a, b), row(b, a), row(a, c), row(b, c)])).toEqual([
      'a b: 80/TCP',
      'c: nothing',
    ]);
  });

  it.each([
    ['other ports', [row(a, c), row(b, c, 81)]],
    ['another direction', [row(a, c), row(c, b)]],
    ['each other in one direction only', [row(a, b)]],
    ['other ports among them', [row(a, b), row(b, a, 81)]],
  ])('keeps apart: %s', (_, rows) => {
    expect(groups([a, b], rows)).toEqual(['a: nothing', 'b: nothing']);
  });

  it('keeps namespaces apart', () => {
    expect(groups([a, d], [])).toEqual(['a: nothing', 'd: nothing']);
  });

  it('loses no connection of any cluster', () => {
    fc.assert(
      fc.property(cluster, (drawn) => {
        const rows = [...createEvaluator(drawn).connections()];
        const alike = alikeWorkloads(drawn.workloads, rows, ports);
        expect(alike.flatMap(({ workloads }) => workloads.map(workloadId)).toSorted()).toEqual(
          drawn.workloads.map(workloadId).toSorted(),
        );
        const table = new Map(
          rows.map(({ source, destination, allowed }) => [
            `${targetId(source)} ${targetId(destination)}`,
            connectionText(allowed),
          ]),
        );
        for (const { workloads, amongThem } of alike) {
          for (const from of workloads) {
            for (const to of workloads) {
              if (from === to) continue;
              expect(table.get(`${workloadId(from)} ${workloadId(to)}`)).toBe(amongThem);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
