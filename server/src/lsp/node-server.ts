/**
 * The server on Node: over standard input and output, a pipe, a socket, or the channel of the process that forked
 * it, as the command line says. Supplies the connection and the machine, and nothing else.
 */
import { performance } from 'node:perf_hooks';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

import { nodeFiles } from './node-files';
import type { Runtime } from './runtime';
import { startServer } from './server';

export const nodeRuntime: Runtime = {
  files: nodeFiles,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
  nextTurn: () =>
    new Promise((resolve) => {
      setImmediate(resolve);
    }),
  now: () => performance.now(),
};

/** Serves until the client says `exit` or goes away, which ends the process; hence it never resolves. */
export function startNodeServer(): Promise<never> {
  startServer(createConnection(ProposedFeatures.all), nodeRuntime);
  return new Promise(() => undefined);
}
