/**
 * Manifests and names of files may be anybody's: what a terminal would take for a command does not reach it.
 */
import type { CliIo } from './io';

/** Colours are our own, and where a manifest writes them they do no harm. */
const COMMANDS = /\u001B(?!\[\d+m)|\r(?!\n)|[\0-\u0008\u000B\u000C\u000E-\u001A\u001C-\u001F\u007F-\u009F]/gu;

/** The same surroundings, with nothing but text written to a terminal. What goes to programs stays as it is. */
export function withHarmlessOutput(io: CliIo): CliIo {
  const { out } = io;
  if (!out.isTerminal) return io;
  const harmless: CliIo['out'] = {
    isTerminal: true,
    get isClosed() {
      return out.isClosed;
    },
    get isFull() {
      return out.isFull;
    },
    write: (text) => out.write(text.replace(COMMANDS, '\uFFFD')),
    drained: () => out.drained(),
  };
  return { ...io, out: harmless };
}

/** One line of text, wherever it is written: a name of a file may hold line ends, too. */
export function oneLine(text: string): string {
  return text.replace(COMMANDS, '\uFFFD').replaceAll(/[\r\n]/gu, '\uFFFD');
}
