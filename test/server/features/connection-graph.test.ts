import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../server/src/evaluator/answers';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Workload } from '../../../server/src/evaluator/model';
import { connectionGraph } from '../../../server/src/features/connection-graph';
import { connectionText } from '../../../server/src/wording/connections';
import { targetId } from '../../../server/src/wording/names';
import { cluster } from '../evaluator/generators';

const portsOf = ({ allowed }: Connection): string => connectionText(allowed);

function idsOf(workloads: readonly Workload[]): readonly string[] {
  return workloads.map((workload) => targetId({ kind: 'workload', workload }));
}

describe('connectionGraph', () => {
  it('says of every cluster neither more nor less than its connections', () => {
    fc.assert(
      fc.property(cluster, (drawn) => {
        const rows = [...createEvaluator(drawn).connections()];
        const { groups, others, links } = connectionGraph(drawn.workloads, rows, portsOf);
        const nodes = [
          ...groups.map(({ workloads }) => idsOf(workloads)),
          ...others.map((end) => [targetId(end)]),
        ];
        const ends = (node: number): readonly string[] => nodes[node] ?? [];
        const between = links.flatMap(({ from, to, label }) =>
          ends(from).flatMap((source) => ends(to).map((destination) => `${source} ${destination} ${label}`)),
        );
        const within = groups.flatMap(({ workloads, amongThem }) =>
          amongThem === undefined
            ? []
            : idsOf(workloads).flatMap((source) =>
                idsOf(workloads).flatMap((destination) =>
                  source === destination ? [] : `${source} ${destination} ${amongThem}`,
                ),
              ),
        );
        expect([...between, ...within].toSorted()).toEqual(
          rows
            .map((row) => `${targetId(row.source)} ${targetId(row.destination)} ${portsOf(row)}`)
            .toSorted(),
        );
      }),
      { numRuns: 100 },
    );
  });
});
