import { describe, expect, it } from 'vitest';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { connectionText, passingText, rangeText } from '../../../server/src/wording/connections';

describe('connectionText', () => {
  it.each([
    [ConnectionSet.ALL, 'all ports'],
    [ConnectionSet.NONE, 'no port'],
    [ConnectionSet.of('TCP', 80), '80/TCP'],
    [ConnectionSet.of('TCP', 8000, 8080), '8000-8080/TCP'],
    [ConnectionSet.protocol('UDP'), 'all UDP ports'],
    [ConnectionSet.of('UDP', 53).union(ConnectionSet.of('TCP', 80)), '80/TCP, 53/UDP'],
  ])('reads well', (connections, text) => {
    expect(connectionText(connections)).toBe(text);
  });

  it('says all ports when only protocols without ports are missing', () => {
    const everyPort = (['TCP', 'UDP', 'SCTP'] as const)
      .map((protocol) => ConnectionSet.protocol(protocol))
      .reduce((all, one) => all.union(one));
    expect(connectionText(everyPort)).toBe('all ports');
  });
});

describe('passingText', () => {
  const web = ConnectionSet.of('TCP', 80);

  it.each([
    [{ allowed: web }, '80/TCP'],
    [{ allowed: web, possible: ConnectionSet.ALL }, '80/TCP, perhaps all ports'],
    [{ allowed: ConnectionSet.NONE, possible: web }, 'perhaps 80/TCP'],
  ])('tells what is certain from what may be', (answered, text) => {
    expect(passingText(answered)).toBe(text);
  });
});

describe('rangeText', () => {
  it('writes a range of one port as that port', () => {
    expect(rangeText({ protocol: 'TCP', port: 80, endPort: 80 })).toBe('80/TCP');
  });
});
