import { describe, expect, it } from 'vitest';
import { askedPortText, portText, readPort } from '../../../server/src/wording/read-port';
import { service, workload } from './shop';

describe('readPort', () => {
  it.each([
    ['80', { port: 80 }],
    ['080', { port: 80 }],
    ['65535', { port: 65535 }],
    ['80/TCP', { port: 80, protocol: 'TCP' }],
    ['53/udp', { port: 53, protocol: 'UDP' }],
    ['3868/Sctp', { port: 3868, protocol: 'SCTP' }],
    ['http', { port: 'http' }],
    ['http-2/TCP', { port: 'http-2', protocol: 'TCP' }],
    ['1a', { port: '1a' }],
    [' 80 ', { port: 80 }],
  ])('reads %j', (text, query) => {
    expect(readPort(text)).toEqual({ ok: true, value: query });
  });

  it.each([
    '',
    '0',
    '65536',
    '-1',
    '80-90',
    '80/TCP/x',
    'HTTP',
    'a-name-of-sixteen',
    '-http',
    'http--2',
    '/TCP',
  ])('refuses %j', (text) => {
    expect(readPort(text)).toMatchObject({ ok: false, message: expect.stringContaining('is not a port') });
  });

  it.each(['80/', '80/ICMP', '80/tcp4'])('refuses the protocol of %j', (text) => {
    expect(readPort(text)).toMatchObject({
      ok: false,
      message: expect.stringContaining('is not a protocol'),
    });
  });
});

describe('portText', () => {
  it('writes what was read', () => {
    expect(portText({ port: 80 })).toBe('80');
    expect(portText({ port: 'dns', protocol: 'UDP' })).toBe('dns/UDP');
  });
});

describe('askedPortText', () => {
  const cart = { kind: 'workload', workload: workload('shop/cart[Pod]') } as const;
  const dns = { kind: 'service', service: service('shop', 'dns') } as const;

  it('adds the protocol that a number alone means, except of a Service', () => {
    expect(askedPortText({ port: 53 }, cart)).toBe('53/TCP');
    expect(askedPortText({ port: 53 }, dns)).toBe('53');
    expect(askedPortText({ port: 'dns' }, cart)).toBe('dns');
    expect(askedPortText({ port: 53, protocol: 'UDP' }, cart)).toBe('53/UDP');
  });
});
