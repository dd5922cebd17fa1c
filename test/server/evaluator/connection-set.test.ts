import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import type { Protocol } from '../../../server/src/evaluator/model';

const tcp = (port: number, endPort = port): ConnectionSet => ConnectionSet.of('TCP', port, endPort);
const everyProtocol = (['TCP', 'UDP', 'SCTP'] as const).reduce(
  (sum, protocol) => sum.union(ConnectionSet.protocol(protocol)),
  ConnectionSet.NONE,
);

describe('toRanges', () => {
  test.each([
    ['nothing', ConnectionSet.NONE, []],
    ['everything', ConnectionSet.ALL, 'all'],
    ['one port', tcp(80), [{ protocol: 'TCP', port: 80 }]],
    ['a range', tcp(80, 90), [{ protocol: 'TCP', port: 80, endPort: 90 }]],
    ['neighbours merge', tcp(80).union(tcp(81)), [{ protocol: 'TCP', port: 80, endPort: 81 }]],
    ['overlaps merge', tcp(1, 10).union(tcp(5, 20)), [{ protocol: 'TCP', port: 1, endPort: 20 }]],
    [
      'a gap stays',
      tcp(80).union(tcp(82)),
      [
        { protocol: 'TCP', port: 80 },
        { protocol: 'TCP', port: 82 },
      ],
    ],
    [
      'protocols are sorted',
      ConnectionSet.of('UDP', 53).union(tcp(53)).union(ConnectionSet.of('SCTP', 9)),
      [
        { protocol: 'SCTP', port: 9 },
        { protocol: 'TCP', port: 53 },
        { protocol: 'UDP', port: 53 },
      ],
    ],
    ['a whole protocol', ConnectionSet.protocol('UDP'), [{ protocol: 'UDP', port: 1, endPort: 65535 }]],
    ['all three protocols without ICMP', everyProtocol, 'all'],
    [
      'everything but one port',
      ConnectionSet.ALL.subtract(tcp(25)),
      [
        { protocol: 'SCTP', port: 1, endPort: 65535 },
        { protocol: 'TCP', port: 1, endPort: 24 },
        { protocol: 'TCP', port: 26, endPort: 65535 },
        { protocol: 'UDP', port: 1, endPort: 65535 },
      ],
    ],
    [
      'ports that do not exist',
      ConnectionSet.of('TCP', 0, 70000),
      [{ protocol: 'TCP', port: 1, endPort: 65535 }],
    ],
    ['a range the wrong way round', tcp(90, 80), []],
    ['not a number', tcp(Number.NaN), []],
  ] as const)('%s', (_, set, ranges) => {
    expect(set.toRanges()).toEqual(ranges);
  });
});

describe('protocols without ports', () => {
  test('are the only difference between ALL and the three protocols', () => {
    expect(everyProtocol.isAll()).toBe(false);
    expect(everyProtocol.hasEveryPort()).toBe(true);
    expect(ConnectionSet.ALL.subtract(everyProtocol).hasNoPort()).toBe(true);
    expect(ConnectionSet.ALL.subtract(everyProtocol).isEmpty()).toBe(false);
    expect(ConnectionSet.ALL.subtract(everyProtocol).hasOtherProtocols()).toBe(true);
    expect(everyProtocol.equals(ConnectionSet.ALL)).toBe(false);
  });
});

test('results equal to an operand or to a constant are that object', () => {
  const small = tcp(80);
  const large = tcp(1, 100);
  expect(small.union(large)).toBe(large);
  expect(large.intersect(small)).toBe(small);
  expect(small.subtract(large)).toBe(ConnectionSet.NONE);
  expect(ConnectionSet.ALL.subtract(small).union(small)).toBe(ConnectionSet.ALL);
});

/** A set as a list of what was added and taken away, so that membership can be told without intervals. */
interface Step {
  readonly add: boolean;
  readonly protocol: Protocol;
  readonly port: number;
  readonly endPort: number;
}

const step = fc.record({
  add: fc.boolean(),
  protocol: fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP'),
  port: fc.integer({ min: 1, max: 12 }),
  endPort: fc.integer({ min: 1, max: 12 }),
});

function built(steps: readonly Step[]): ConnectionSet {
  return steps.reduce((set, { add, protocol, port, endPort }) => {
    const range = ConnectionSet.of(protocol, port, endPort);
    return add ? set.union(range) : set.subtract(range);
  }, ConnectionSet.NONE);
}

function holds(steps: readonly Step[], protocol: Protocol, port: number): boolean {
  const last = steps.findLast((s) => s.protocol === protocol && s.port <= port && port <= s.endPort);
  return last?.add ?? false;
}

test('union, intersection and difference agree with membership of each port', () => {
  fc.assert(
    fc.property(
      fc.array(step),
      fc.array(step),
      fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP'),
      fc.integer({ min: 1, max: 13 }),
      (left, right, protocol, port) => {
        const [a, b] = [built(left), built(right)];
        const [inA, inB] = [holds(left, protocol, port), holds(right, protocol, port)];
        expect(a.has(protocol, port)).toBe(inA);
        expect(a.union(b).has(protocol, port)).toBe(inA || inB);
        expect(a.intersect(b).has(protocol, port)).toBe(inA && inB);
        expect(a.subtract(b).has(protocol, port)).toBe(inA && !inB);
        expect(a.key() === b.key()).toBe(a.equals(b));
        expect(a.subtract(b).union(a.intersect(b)).equals(a)).toBe(true);
      },
    ),
  );
});
