/**
 * The program `dist/server.js`, which the VS Code side starts. `podreach lsp` loads it, too.
 */
import { startNodeServer } from './node-server';

void startNodeServer();
