/**
 * Entry point where extensions run in a browser. The server is a worker.
 */
import { Uri, type ExtensionContext } from 'vscode';
import { createBrowserClient } from './browser-client';
import { activateExtension, deactivateExtension } from './extension';

export function activate(context: ExtensionContext): void {
  const serverScript = Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true);
  activateExtension(context, (inputs) => Promise.resolve(createBrowserClient(serverScript, inputs)));
}

export const deactivate = deactivateExtension;
