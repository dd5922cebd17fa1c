/** The language client on Node: starts the server as a process and talks to it over its channel. */
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';
import { createLanguageClient, type LanguageClientInputs } from './language-client';

interface ServerProgram {
  /** Path of the server bundle. */
  readonly module: string;
  /** Where Node may keep what it compiled of it. Nothing needs to be there. */
  readonly compileCache: string;
}

export function createNodeClient(server: ServerProgram, inputs: LanguageClientInputs): BaseLanguageClient {
  return createLanguageClient(
    inputs,
    (options) => new LanguageClient('podreach', 'Podreach', serverOptions(server), options),
  );
}

/** To compile the bundle takes longer than most answers do. A Node that keeps no code ignores where it may. */
function serverOptions({ module, compileCache }: ServerProgram): ServerOptions {
  const options = { env: { NODE_COMPILE_CACHE: compileCache } };
  const run = { module, transport: TransportKind.ipc, options };
  return { run, debug: { ...run, options: { ...options, execArgv: ['--nolazy', '--inspect=6009'] } } };
}
