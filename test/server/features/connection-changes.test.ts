import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeKind,
  connectionChanges,
  type ConnectionChange,
} from '../../../server/src/features/connection-changes';
import { workloadsInOrder } from '../../../server/src/wording/order';
import {
  addressesAt,
  addressesIn,
  intersectAddresses,
  isNoAddress,
} from '../../../server/src/evaluator/address-set';
import type { Connection, Endpoint } from '../../../server/src/evaluator/answers';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import type { Cluster } from '../../../server/src/evaluator/model';
import { connectionText } from '../../../server/src/wording/connections';
import { targetId } from '../../../server/src/wording/names';
import { RUNS } from '../../thoroughness';
import { ADDRESSES, cluster } from '../evaluator/generators';
import { addresses, pod } from '../wording/shop';

const [a, b, c] = [pod('x/a[Pod]'), pod('x/b[Pod]'), pod('x/c[Pod]')];
const outside = addresses('0.0.0.0/0');
const controller: Endpoint = { kind: 'ingress-controller' };
const WEB = ConnectionSet.of('TCP', 80);
const DNS = ConnectionSet.of('UDP', 53);

function row(source: Endpoint, destination: Endpoint, allowed = ConnectionSet.ALL): Connection {
  return { source, destination, allowed };
}

function changes(before: readonly Connection[], after: readonly Connection[]): readonly string[] {
  return Array.from(connectionChanges(before, after), written);
}

function written(change: ConnectionChange): string {
  const { source, destination, before, after } = change;
  const [was, is] = [before, after].map(connectionText);
  return `${changeKind(change)}: ${targetId(source)} -> ${targetId(destination)}: ${was} => ${is}`;
}

describe('connectionChanges', () => {
  it('tells what is added, removed and changed, in order', () => {
    const before = [row(a, b), row(a, c, WEB), row(b, a)];
    const after = [row(a, b, DNS), row(b, a), row(b, c), row(c, a, WEB)];
    expect(changes(before, after)).toEqual([
      'changed: x/a[Pod] -> x/b[Pod]: all ports => 53/UDP',
      'removed: x/a[Pod] -> x/c[Pod]: 80/TCP => no port',
      'added: x/b[Pod] -> x/c[Pod]: no port => all ports',
      'added: x/c[Pod] -> x/a[Pod]: no port => 80/TCP',
    ]);
  });

  it('knows workloads by their names: another object of the same name is the same', () => {
    const [again, other] = [pod('x/a[Pod]'), pod('x/b[Pod]')];
    expect(changes([row(a, b)], [row(again, other)])).toEqual([]);
  });

  it('compares ingress controllers', () => {
    expect(changes([row(controller, a)], [row(controller, a, WEB), row(controller, b)])).toEqual([
      'changed: ingress-controller -> x/a[Pod]: all ports => 80/TCP',
      'added: ingress-controller -> x/b[Pod]: no port => all ports',
    ]);
  });

  it('names the addresses for which something changes, however they were grouped', () => {
    const low = addresses('0.0.0.0/1');
    const high = addresses('128.0.0.0/1');
    expect(changes([row(a, outside, WEB)], [row(a, low, WEB), row(a, high, DNS)])).toEqual([
      'changed: x/a[Pod] -> 128.0.0.0/1: 80/TCP => 53/UDP',
    ]);
    expect(changes([row(outside, a)], [row(low, a)])).toEqual([
      'removed: 128.0.0.0/1 -> x/a[Pod]: all ports => no port',
    ]);
    expect(changes([row(outside, a)], [row(low, a), row(high, a)])).toEqual([]);
  });

  it('joins addresses that change alike', () => {
    const [first, second] = [addresses('10.0.0.0/9'), addresses('10.128.0.0/9')];
    expect(changes([], [row(first, a), row(second, a)])).toEqual([
      'added: 10.0.0.0/8 -> x/a[Pod]: no port => all ports',
    ]);
  });

  it('leaves out what is printed alike: protocols without ports', () => {
    const everyPort = (['TCP', 'UDP', 'SCTP'] as const).reduce(
      (set, protocol) => set.union(ConnectionSet.protocol(protocol)),
      ConnectionSet.NONE,
    );
    expect(changes([row(a, b)], [row(a, b, everyPort)])).toEqual([]);
  });
});

describe('of any clusters', () => {
  const numRuns = Math.ceil(RUNS / 5);

  it('there is no change from a cluster to itself', () => {
    fc.assert(
      fc.property(cluster, (drawn) => {
        expect(Array.from(between(drawn, drawn), written)).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('the changes make the connections of one those of the other', () => {
    fc.assert(
      fc.property(cluster, cluster, (before, after) => {
        const table = points(connectionsOf(before));
        for (const { source, destination, after: allowed } of between(before, after)) {
          for (const [point, text] of points([{ source, destination, allowed }], true))
            table.set(point, text);
        }
        const kept = [...table].filter(([, text]) => text !== 'no port');
        expect(kept.toSorted()).toEqual([...points(connectionsOf(after))].toSorted());
      }),
      { numRuns },
    );
  });

  it('the way back has the same changes', () => {
    fc.assert(
      fc.property(cluster, cluster, (one, other) => {
        const back = Array.from(between(other, one), ({ before, after, ...ends }) =>
          written({ ...ends, before: after, after: before }),
        );
        expect(back.toSorted()).toEqual(Array.from(between(one, other), written).toSorted());
      }),
      { numRuns },
    );
  });
});

function between(before: Cluster, after: Cluster): Iterable<ConnectionChange> {
  return connectionChanges(connectionsOf(before), connectionsOf(after));
}

function connectionsOf(drawn: Cluster): readonly Connection[] {
  return [...createEvaluator(drawn).connections(workloadsInOrder(drawn.workloads))];
}

/** What is allowed from each end to each end, addresses one by one. */
function points(connections: Iterable<Connection>, withNone = false): Map<string, string> {
  const found = new Map<string, string>();
  for (const { source, destination, allowed } of connections) {
    if (allowed.hasNoPort() && !withNone) continue;
    for (const from of ends(source)) {
      for (const to of ends(destination)) found.set(`${from} -> ${to}`, connectionText(allowed));
    }
  }
  return found;
}

function ends(end: Endpoint): readonly string[] {
  if (end.kind !== 'addresses') return [targetId(end)];
  const set = addressesIn(end.cidrs);
  return ADDRESSES.filter((address) => !isNoAddress(intersectAddresses(set, addressesAt([address]))));
}
