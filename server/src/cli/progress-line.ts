/**
 * A line on the terminal that tells how far something is, and is gone when it is done. Where nobody looks, in pipes and
 * files, nothing is written.
 */
import type { CliIo } from './io';

export interface ProgressLine {
  /** Shows a text in the place of the one before, unless that would be too soon. It is made only if it is shown. */
  show(text: () => string): void;
  clear(): void;
}

/** Milliseconds since the process began: what is done by then needs no progress. */
const PATIENCE = 400;
/** Milliseconds from one text to the next. */
const PAUSE = 80;

const TO_LINE_START = '\r';
const ERASE_REST = '\u001B[K';

/** Draws nothing unless standard error is a terminal that can be drawn on. */
export function progressLine(
  { err, environment }: Pick<CliIo, 'err' | 'environment'>,
  now: () => number = () => performance.now(),
): ProgressLine {
  if (!err.isTerminal || environment['TERM'] === 'dumb')
    return { show: () => undefined, clear: () => undefined };
  let next = PATIENCE;
  let isShown = false;
  return {
    show(text) {
      if (now() < next) return;
      err.write(`${TO_LINE_START}${text()}${ERASE_REST}`);
      isShown = true;
      next = now() + PAUSE;
    },
    clear() {
      if (isShown) err.write(`${TO_LINE_START}${ERASE_REST}`);
      isShown = false;
    },
  };
}
