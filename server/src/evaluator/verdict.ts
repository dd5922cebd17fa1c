/**
 * Sets of connections boiled down to one word.
 */
import type { Verdict } from './answers';
import type { ConnectionSet } from './connection-set';
import type { Outcome } from './outcome';

/** Judged by ports: protocols without ports are not asked about. Nothing asked counts as denied. */
export function verdictOf(asked: ConnectionSet, { allowed, possible }: Outcome): Verdict {
  if (possible.intersect(asked).hasNoPort()) return 'denied';
  return asked.subtract(allowed).hasNoPort() ? 'allowed' : 'partly';
}

/** The verdict on several things asked at once: `partly` unless it is the same for all. */
export function commonVerdict(verdicts: readonly Verdict[]): Verdict {
  const [first = 'denied'] = verdicts;
  return verdicts.every((verdict) => verdict === first) ? first : 'partly';
}
