/**
 * Entry point where extensions run on Node: on the desktop and on remote machines. The server is a process of its own.
 */
import os from 'node:os';
import { Uri, type ExtensionContext } from 'vscode';
import type { PodreachApi } from './api';
import { activateExtension, deactivateExtension } from './extension';

export function activate(context: ExtensionContext): PodreachApi {
  const server = {
    module: Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath,
    compileCache: Uri.joinPath(context.globalStorageUri, 'compile-cache').fsPath,
  };
  return activateExtension(context, {
    system: `${os.type()} ${os.release()} ${process.arch}, Node ${process.versions.node}`,
    home: os.homedir(),
    launchClient: async (inputs) => {
      // Loaded when a server is wanted: the client library is by far the largest part of the bundle.
      const { createNodeClient } = await import('./node-client');
      return createNodeClient(server, inputs);
    },
  });
}

export const deactivate = deactivateExtension;
