/** The language client in a browser: starts the server as a worker and sends it messages. */
/// <reference lib="webworker" />
import type { BaseLanguageClient, MessageTransports } from 'vscode-languageclient';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { createLanguageClient, type LanguageClientInputs } from './language-client';

/** @param serverScript address of the server bundle */
export function createBrowserClient(serverScript: string, inputs: LanguageClientInputs): BaseLanguageClient {
  return createLanguageClient(
    inputs,
    (options) => new LanguageClient('podreach', 'Podreach', () => startWorker(serverScript), options),
  );
}

/** VS Code hands out workers of a class of its own, which the client library does not take for one. */
function startWorker(script: string): Promise<MessageTransports> {
  const worker = new Worker(script);
  return Promise.resolve({
    reader: new BrowserMessageReader(worker),
    writer: new BrowserMessageWriter(worker),
    detached: false,
  });
}
