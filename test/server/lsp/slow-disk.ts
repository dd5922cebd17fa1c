/**
 * Starts an editor whose folder takes long to read.
 */
import { onTestFinished } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { FileSource } from '../../../server/src/lsp/runtime';
import { startEditor, uriOf } from './editor';
import { createManualRuntime } from './manual-runtime';
import { WORKLOADS } from './manifests';
import { createMemoryRuntime } from './memory-runtime';

/** An editor whose folder is read but for one file, which comes when it is told to. */
export async function startSlowly(
  diagnostics: 'pull' | 'push',
  files: Readonly<Record<string, string>> = {},
  refreshSupport = true,
) {
  const onDisk = Object.entries({ 'workloads.yaml': WORKLOADS, ...files });
  const named = onDisk.map(([name, text]) => [uriOf(name), text] as const);
  const { files: quick, ...machine } = createManualRuntime(Object.fromEntries(named));
  const { after } = createMemoryRuntime();
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const slow: FileSource = {
    ...quick,
    async readManifest(folder, uri, limit) {
      if (uri === uriOf('workloads.yaml')) await finished;
      return quick.readManifest(folder, uri, limit);
    },
  };
  const capabilities = {
    workspace: { configuration: true, diagnostics: { refreshSupport } },
    textDocument: diagnostics === 'pull' ? { diagnostic: {} } : { publishDiagnostics: {} },
  };
  const editor = await startEditor({
    runtime: { ...machine, after, files: slow },
    diagnostics,
    capabilities,
  });
  onTestFinished(() => editor.close());
  const sent = (): readonly PublishDiagnosticsParams[] =>
    editor.messages.flatMap(({ method, params }) =>
      method === 'textDocument/publishDiagnostics' ? [params as PublishDiagnosticsParams] : [],
    );
  return { editor, finish, sent };
}
