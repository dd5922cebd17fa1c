/**
 * Entry point where extensions run in a browser. The server is a worker.
 */
import { Uri, type ExtensionContext } from 'vscode';
import type { PodreachApi } from './api';
import { createBrowserClient } from './browser-client';
import { activateExtension, deactivateExtension } from './extension';

export function activate(context: ExtensionContext): PodreachApi {
  const serverScript = Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true);
  return activateExtension(context, {
    system: `In a browser: ${navigator.userAgent}`,
    launchClient: (inputs) => Promise.resolve(createBrowserClient(serverScript, inputs)),
  });
}

export const deactivate = deactivateExtension;
