/** What a manifest names is not read for that: only the workspace folders are. On a real disk, beside real secrets. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import type { FileSource } from '../../../server/src/lsp/runtime';
import { nodeFiles } from '../../../server/src/lsp/node-files';
import { nodeRuntime } from '../../../server/src/lsp/node-server';
import { folder } from '../cli/memory-io';
import { startEditor } from './editor';
import { POLICY, WORKLOADS } from './manifests';

/** A place with workloads outside of the workspace, and a kustomization inside that names it in every way there is. */
function placeWithSecrets(): string {
  const root = folder({ 'outside/secret.yaml': WORKLOADS.replaceAll('shop', 'vault') });
  const secret = path.join(root, 'outside/secret.yaml');
  const names = [
    '../../outside',
    '../../outside/secret.yaml',
    secret,
    URI.file(secret).toString(),
    'link.yaml',
  ];
  const listed = names.map((name) => `- ${JSON.stringify(name)}\n`).join('');
  const fields = ['resources', 'bases', 'components', 'patchesStrategicMerge', 'crds', 'configurations'];
  mkdirSync(path.join(root, 'w/overlay'), { recursive: true });
  writeFileSync(path.join(root, 'w/workloads.yaml'), WORKLOADS);
  writeFileSync(
    path.join(root, 'w/overlay/kustomization.yaml'),
    `${fields.map((field) => `${field}:\n${listed}`).join('')}patches:\n- path: ../../outside/secret.yaml\n`,
  );
  symlinkSync(secret, path.join(root, 'w/overlay/link.yaml'));
  symlinkSync(path.join(root, 'outside'), path.join(root, 'w/overlay/linked'));
  return root;
}

it('a kustomization that names files outside of the workspace leads to none of them', async () => {
  const root = placeWithSecrets();
  const read: string[] = [];
  const files: FileSource = {
    ...nodeFiles,
    read: (within, uri) => {
      read.push(uri);
      return nodeFiles.read(within, uri);
    },
    readManifest: (within, uri, limit) => {
      read.push(uri);
      return nodeFiles.readManifest(within, uri, limit);
    },
  };
  const uriOf = (name: string): string => URI.file(path.join(root, name)).toString();
  const editor = await startEditor({ runtime: { ...nodeRuntime, files }, folders: [uriOf('w')] });
  const policy = await editor.open(
    uriOf('w/policy.yaml'),
    POLICY.replace('namespace: shop', 'namespace: vault'),
  );
  expect(await policy.hover('podSel|ector')).toContain('Applies to no known workload');
  await editor.watched({
    [uriOf('outside/secret.yaml')]: 'changed',
    [uriOf('w/overlay/link.yaml')]: 'changed',
  });
  await editor.connection.sendRequest('podreach/reload');
  expect(await policy.hover('podSel|ector')).toContain('Applies to no known workload');
  expect(read).toContain(uriOf('w/overlay/kustomization.yaml'));
  expect(read.filter((uri) => !uri.startsWith(uriOf('w/')) || uri.includes('link'))).toEqual([]);
  editor.close();
});
