/**
 * The evaluator against the naive reference, on generated clusters. `PODREACH_RUNS` sets how many; a failure
 * prints the seed and the path that bring the smallest counterexample back.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connection, Endpoint, PortQuery, Verdict } from '../../../server/src/evaluator/answers';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Cluster, Workload } from '../../../server/src/evaluator/model';
import { RUNS } from '../../thoroughness';
import { address, cluster, portName, portNumber, protocol } from './generators';
import { behindService, inCidrs, outcomes, type End, type Outcomes, type Traffic } from './naive-reference';

const numRuns = RUNS;

const traffic: fc.Arbitrary<Traffic> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ protocol, port: portNumber }) },
  { weight: 1, arbitrary: fc.constant<Traffic>('ICMP') },
);
const probes = fc.uniqueArray(traffic, {
  minLength: 2,
  maxLength: 4,
  selector: (probe) => JSON.stringify(probe),
});
const addresses = fc.uniqueArray(address, { minLength: 1, maxLength: 3 });
const pairs = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 6, maxLength: 6 });
const query: fc.Arbitrary<PortQuery> = fc
  .record({ port: fc.oneof(portNumber, portName), protocol: fc.option(protocol) })
  .map((drawn) =>
    drawn.protocol === null ? { port: drawn.port } : { port: drawn.port, protocol: drawn.protocol },
  );

interface Answer {
  readonly allowed: ConnectionSet;
  readonly possible?: ConnectionSet;
}

/** What an answer says of one kind of traffic, in the terms of the reference. No answer is no connection. */
function said(answer: Answer | undefined, probe: Traffic): Outcomes {
  const { allowed, possible = allowed } = answer ?? { allowed: ConnectionSet.NONE };
  const within = (set: ConnectionSet): boolean =>
    probe === 'ICMP' ? set.hasOtherProtocols() : set.has(probe.protocol, probe.port);
  return new Set([...(within(possible) ? [true] : []), ...(within(allowed) ? [] : [false])]);
}

/** A pod reaches itself; of any other workload two pods are meant. */
function expected(drawn: Cluster, source: End, destination: End, probe: Traffic): Outcomes {
  const pod = workloadOf(source);
  const itself = pod?.kind === 'Pod' && pod === workloadOf(destination);
  return itself ? new Set([true]) : outcomes(drawn, source, destination, probe);
}

function workloadOf(end: End): Workload | undefined {
  return end !== 'ingress-controller' && 'workload' in end ? end.workload : undefined;
}

function endsOf({ workloads }: Cluster, outside: readonly string[]): End[] {
  return [...workloads.map((workload) => ({ workload })), ...outside.map((one) => ({ address: one }))];
}

function pick(ends: readonly End[], index: number): End {
  return ends[index % ends.length] ?? 'ingress-controller';
}

function endpointOf(end: End): Endpoint {
  if (end === 'ingress-controller') return { kind: 'ingress-controller' };
  if ('workload' in end) return { kind: 'workload', workload: end.workload };
  return { kind: 'addresses', cidrs: [`${end.address}/${end.address.includes(':') ? 128 : 32}`] };
}

/** Whether the endpoint of an answer is, or holds, this end. */
function covers(endpoint: Endpoint, end: End): boolean {
  if (end === 'ingress-controller') return endpoint.kind === 'ingress-controller';
  if ('workload' in end) return endpoint.kind === 'workload' && endpoint.workload === end.workload;
  return endpoint.kind === 'addresses' && inCidrs(endpoint.cidrs, end.address);
}

/** The endpoints of an answer that are, or hold, this end. */
function endpointsIn(rows: readonly Connection[], end: End): Set<Endpoint> {
  const endpoints = new Set(rows.flatMap((row) => [row.source, row.destination]));
  return new Set(Array.from(endpoints).filter((endpoint) => covers(endpoint, end)));
}

function isOutside(endpoint: Endpoint): boolean {
  return endpoint.kind === 'addresses';
}

/** What a row says of a group of addresses: in which direction, with which workload, on which ports. */
function treatment(row: Connection, group: Endpoint): string[] {
  if (row.source !== group && row.destination !== group) return [];
  const other = row.source === group ? row.destination : row.source;
  const name = other.kind === 'workload' ? other.workload.name : other.kind;
  const sets = [row.allowed, row.possible ?? row.allowed].map((set) => set.key());
  return [`${row.source === group ? 'from' : 'to'} ${name} ${sets.join(' ')}`];
}

/** The single kinds of traffic that a port query means on a destination. */
function meant({ port, protocol: asked }: PortQuery, destination: End): Traffic[] {
  if (typeof port === 'number') return [{ protocol: asked ?? 'TCP', port }];
  const declared = workloadOf(destination)?.ports ?? [];
  return declared.filter((one) => one.name === port && (asked ?? one.protocol) === one.protocol);
}

function expectedVerdict(all: readonly Outcomes[]): Verdict {
  if (all.every((one) => !one.has(true))) return 'denied';
  return all.every((one) => !one.has(false)) ? 'allowed' : 'partly';
}

describe('agrees with the naive reference', () => {
  test('explain', () => {
    fc.assert(
      fc.property(cluster, addresses, probes, pairs, (drawn, outside, asked, drawnPairs) => {
        const evaluator = createEvaluator(drawn);
        const ends: End[] = [...endsOf(drawn, outside), 'ingress-controller'];
        for (const [from, to] of drawnPairs) {
          const [source, destination] = [pick(ends, from), pick(ends, to)];
          const answer = evaluator.explain(endpointOf(source), endpointOf(destination));
          for (const probe of asked) {
            expect(said(answer, probe)).toEqual(expected(drawn, source, destination, probe));
          }
        }
      }),
      { numRuns },
    );
  });

  test('explain for one port', () => {
    fc.assert(
      fc.property(cluster, addresses, query, pairs, (drawn, outside, asked, drawnPairs) => {
        const evaluator = createEvaluator(drawn);
        const ends: End[] = [...endsOf(drawn, outside), 'ingress-controller'];
        for (const [from, to] of drawnPairs) {
          const [source, destination] = [pick(ends, from), pick(ends, to)];
          const answer = evaluator.explain(endpointOf(source), endpointOf(destination), asked);
          const single = meant(asked, destination);
          const reference = single.map((probe) => expected(drawn, source, destination, probe));
          expect(single.map((probe) => said(answer, probe))).toEqual(reference);
          expect(answer.verdict).toBe(expectedVerdict(reference));
        }
      }),
      { numRuns },
    );
  });

  test('connections', () => {
    fc.assert(
      fc.property(cluster, addresses, probes, (drawn, outside, asked) => {
        const rows = Array.from(createEvaluator(drawn).connections());
        const ends = endsOf(drawn, outside).map((end) => ({ end, at: endpointsIn(rows, end) }));
        const controller = {
          end: 'ingress-controller',
          at: endpointsIn(rows, 'ingress-controller'),
        } as const;
        for (const source of [...ends, controller]) {
          for (const destination of ends) {
            const pods = [workloadOf(source.end), workloadOf(destination.end)];
            if (source === destination || (!pods[0] && !pods[1])) continue;
            const found = rows.filter(
              (row) => source.at.has(row.source) && destination.at.has(row.destination),
            );
            expect(found.length).toBeLessThanOrEqual(1);
            // A pair that only protocols without ports may pass is left out.
            for (const probe of asked.filter((one) => one !== 'ICMP' || found.length === 1)) {
              expect(said(found[0], probe)).toEqual(outcomes(drawn, source.end, destination.end, probe));
            }
          }
        }
      }),
      { numRuns },
    );
  });

  test('addresses outside are in as few groups as can be', () => {
    fc.assert(
      fc.property(cluster, (drawn) => {
        const rows = Array.from(createEvaluator(drawn).connections());
        const outside = new Set(rows.flatMap((row) => [row.source, row.destination]).filter(isOutside));
        const treatments = Array.from(outside, (group) =>
          JSON.stringify(rows.flatMap((row) => treatment(row, group))),
        );
        expect(new Set(treatments).size).toBe(treatments.length);
      }),
      { numRuns },
    );
  });

  test('reach', () => {
    fc.assert(
      fc.property(cluster, addresses, probes, fc.nat(), (drawn, outside, asked, index) => {
        const evaluator = createEvaluator(drawn);
        const target = pick(endsOf(drawn, []), index);
        for (const direction of ['to', 'from'] as const) {
          const answer = evaluator.reach(direction, endpointOf(target));
          const peers = endsOf(drawn, outside);
          // What a controller can be reached by is not asked.
          for (const peer of direction === 'to' ? [...peers, 'ingress-controller' as const] : peers) {
            const found = answer.reachable.find((one) => covers(one.peer, peer));
            const missing = answer.unreachable.some((one) => covers(one, peer));
            if (covers(endpointOf(target), peer)) {
              expect([found, missing]).toEqual([undefined, false]);
              continue;
            }
            if (workloadOf(peer) !== undefined) expect(missing).toBe(found === undefined);
            for (const probe of asked.filter((one) => one !== 'ICMP' || found !== undefined)) {
              const [source, destination] = direction === 'to' ? [peer, target] : [target, peer];
              expect(said(found, probe)).toEqual(outcomes(drawn, source, destination, probe));
            }
          }
        }
      }),
      { numRuns },
    );
  });

  test('reach from ingress controllers', () => {
    fc.assert(
      fc.property(cluster, probes, (drawn, asked) => {
        const answer = createEvaluator(drawn).reach('from', { kind: 'ingress-controller' });
        for (const peer of endsOf(drawn, [])) {
          const found = answer.reachable.find((one) => covers(one.peer, peer));
          expect(answer.unreachable.some((one) => covers(one, peer))).toBe(found === undefined);
          for (const probe of asked) {
            expect(said(found, probe)).toEqual(outcomes(drawn, 'ingress-controller', peer, probe));
          }
        }
      }),
      { numRuns },
    );
  });

  test('Services', () => {
    fc.assert(
      fc.property(cluster, query, fc.nat(), (drawn, asked, index) => {
        const evaluator = createEvaluator(drawn);
        const source = pick(endsOf(drawn, []), index);
        // What is behind a Service without a selector is not known.
        for (const service of drawn.services.filter(({ selector }) => selector?.size)) {
          const answer = evaluator.explain(endpointOf(source), { kind: 'service', service }, asked);
          const reference = drawn.workloads.flatMap((workload) =>
            behindService(service, asked, workload).map((probe) =>
              expected(drawn, source, { workload }, probe),
            ),
          );
          expect(answer.verdict).toBe(expectedVerdict(reference));
        }
      }),
      { numRuns },
    );
  });
});
