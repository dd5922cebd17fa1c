import { describe, expect, it } from 'vitest';
import { portText, readPort } from '../../../server/src/wording/read-port';

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
