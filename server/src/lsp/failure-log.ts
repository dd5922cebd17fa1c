/**
 * Writes down what failed. What fails does so at every keystroke; once is enough.
 */

/** More than this is no news any more. */
const REMEMBERED = 1000;

/** Told which failure it is about, which is looked up, and how to say it, which is asked for where it is news. */
export type TellFailure = (failure: string, text: () => string) => void;

export function createFailureLog(log: { error(message: string): void }): TellFailure {
  const told = new Set<string>();
  return (failure, text) => {
    if (told.has(failure) || told.size >= REMEMBERED) return;
    told.add(failure);
    log.error(text());
  };
}
