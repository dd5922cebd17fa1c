/**
 * The program `dist/server.web.js`: the server as a worker of a browser. It has no disk; the client reads for it.
 */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';

import type { Runtime } from './runtime';
import { startServer } from './server';
import { timing } from './timing';

const browserRuntime: Runtime = {
  ...timing,
  nextTurn: () =>
    new Promise((resolve) => {
      setTimeout(resolve, 0);
    }),
};

startServer(
  createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(globalThis),
    new BrowserMessageWriter(globalThis),
  ),
  browserRuntime,
);
