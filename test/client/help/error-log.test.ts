import { describe, expect, it } from 'vitest';
import type { LogOutputChannel } from 'vscode';
import { createErrorLog } from '../../../client/src/help/error-log';

function setUp() {
  const written: string[] = [];
  const write =
    (level: string) =>
    (message: string | Error, ...more: unknown[]): void => {
      written.push([level, message, ...more].join(' '));
    };
  const channel: Partial<LogOutputChannel> = {
    name: 'Podreach',
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  const now = new Date(0);
  return { written, now, log: createErrorLog(channel as LogOutputChannel, () => now) };
}

describe('createErrorLog', () => {
  it('writes everything to the channel, and remembers errors and warnings', () => {
    const { written, now, log } = setUp();
    log.channel.info('a');
    log.channel.warn('b', 1);
    log.channel.error(new Error('c'));
    expect(log.channel.name).toBe('Podreach');
    expect(written).toEqual(['info a', 'warn b 1', 'error Error: c']);
    expect(log.recent()).toEqual([
      { time: now, level: 'warning', message: 'b 1' },
      { time: now, level: 'error', message: 'Error: c' },
    ]);
  });

  it('forgets all but the last twenty', () => {
    const { log } = setUp();
    for (let nth = 0; nth < 30; nth++) log.channel.error(String(nth));
    expect(log.recent().map(({ message }) => message)).toEqual(
      Array.from({ length: 20 }, (_, nth) => String(nth + 10)),
    );
  });
});
