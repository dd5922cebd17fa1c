/**
 * The program `dist/server.js`, which the VS Code side starts. The command line starts the same server by itself.
 */
import { startNodeServer } from './node-server';

void startNodeServer();
