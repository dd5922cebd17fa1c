/**
 * Writes down which rule failed on which file. A rule that fails does so at every keystroke; once is enough.
 */
import { describeError, type Log } from './guard';
import type { OnFailure } from './reports';

/** More than this is no news any more. */
const REMEMBERED = 1000;

export function createRuleFailureLog(log: Log): OnFailure {
  const told = new Set<string>();
  return (file, rule, error) => {
    const failure = `${rule} ${file}`;
    if (told.has(failure) || told.size >= REMEMBERED) return;
    told.add(failure);
    log.error(`Rule ${rule} failed on ${file}: ${describeError(error)}`);
  };
}
