/**
 * The server on Node: over standard input and output, a pipe, a socket, or the channel of the process that forked
 * it, as the command line says. Supplies the connection and the machine, and nothing else.
 */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

import { nodeFiles } from './node-files';
import type { Runtime } from './runtime';
import { startServer } from './server';
import { timing } from './timing';

export const nodeRuntime: Runtime = {
  ...timing,
  files: nodeFiles,
  nextTurn: () =>
    new Promise((resolve) => {
      setImmediate(resolve);
    }),
};

interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Serves until the client says `exit` or goes away, which ends the process; hence it never resolves. With streams, over
 * these, whatever the command line says.
 */
export function startNodeServer(streams?: Streams): Promise<never> {
  const connection =
    streams === undefined
      ? createConnection(ProposedFeatures.all)
      : createConnection(ProposedFeatures.all, streams.input, streams.output);
  endWithoutReader(streams?.output ?? process.stdout);
  startServer(connection, nodeRuntime);
  return new Promise(() => undefined);
}

/** The library ends the process when the client stops talking. Who stops listening is gone as well. */
function endWithoutReader(output: NodeJS.WritableStream): void {
  output.on('error', () => process.exit(1));
}
