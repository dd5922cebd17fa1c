/** The language client on Node: starts the server as a process and talks to it over its channel. */
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';
import { createLanguageClient, type LanguageClientInputs } from './language-client';

/** @param serverModule path of the server bundle */
export function createNodeClient(serverModule: string, inputs: LanguageClientInputs): BaseLanguageClient {
  return createLanguageClient(
    inputs,
    (options) => new LanguageClient('podreach', 'Podreach', serverOptions(serverModule), options),
  );
}

function serverOptions(module: string): ServerOptions {
  const run = { module, transport: TransportKind.ipc };
  return { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
}
