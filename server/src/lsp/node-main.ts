/**
 * The program `dist/server.js`, which the VS Code side starts; `podreach lsp` loads it, too. Loads the server with the
 * code that was compiled ahead, and starts it. Holds no logic of its own.
 */
import path from 'node:path';

import { loadCompiled } from './compiled';
import type * as NodeServer from './node-server';

/** A bundle of its own, so that nothing but this file is compiled at the start. */
const PROGRAM = path.join(__dirname, 'server-program.js');

const { startNodeServer } = loadCompiled(PROGRAM) as typeof NodeServer;
void startNodeServer();
