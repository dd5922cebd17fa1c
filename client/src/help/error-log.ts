/**
 * Remembers the last errors and warnings that were written to an output channel, since a channel cannot be read.
 */
import type { LogOutputChannel } from 'vscode';

const MOST_ENTRIES = 20;

export interface LoggedError {
  readonly time: Date;
  readonly level: 'error' | 'warning';
  readonly message: string;
}

export interface ErrorLog {
  /** The channel to write to instead of the given one. */
  readonly channel: LogOutputChannel;
  /** The oldest first. */
  recent(): readonly LoggedError[];
}

export function createErrorLog(channel: LogOutputChannel, now: () => Date): ErrorLog {
  let entries: readonly LoggedError[] = [];
  const remember = (level: LoggedError['level'], parts: readonly unknown[]): void => {
    const message = parts.map(String).join(' ');
    entries = [...entries, { time: now(), level, message }].slice(-MOST_ENTRIES);
  };
  const listening: Pick<LogOutputChannel, 'error' | 'warn'> = {
    error: (message, ...more) => {
      remember('error', [message, ...more]);
      channel.error(message, ...more);
    },
    warn: (message, ...more) => {
      remember('warning', [message, ...more]);
      channel.warn(message, ...more);
    },
  };
  // Everything else is the channel's own.
  const heard = Object.create(channel, Object.getOwnPropertyDescriptors(listening)) as LogOutputChannel;
  return { channel: heard, recent: () => entries };
}
