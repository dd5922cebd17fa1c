/**
 * How emphasis looks in a terminal: colours when a person looks on and did not ask for none.
 */
import { PLAIN, type Emphasis, type Style } from '../wording/style';
import type { CliIo } from './io';

const COLOURS: Readonly<Record<Emphasis, readonly [on: number, off: number]>> = {
  name: [1, 22],
  allowed: [32, 39],
  denied: [31, 39],
  partly: [33, 39],
  place: [36, 39],
  aside: [2, 22],
};

/** Colours for standard output; plain text in pipes and files, or when `NO_COLOR` is set to anything. */
export function terminalStyle({ out, environment }: CliIo): Style {
  if (!out.isTerminal || environment['NO_COLOR'] || environment['TERM'] === 'dumb') return PLAIN;
  return (text, emphasis) => {
    const [on, off] = COLOURS[emphasis];
    return `\u001B[${on}m${text}\u001B[${off}m`;
  };
}
