/** Windows on other workspaces than one trusted folder on the disk: what Podreach says there, and what it leaves alone. */
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../scripts/build.mjs';
import { temporaryFolder } from '../../scripts/host/process.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { loadBesideMemory } from './browser-extension';
import { EditorWindow } from './window';

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              team: store
        - podSelector:
            matchLabels:
              app: web
`;

/** Pods of these names in a namespace, each with a label of its name. */
function pods(...names: readonly string[]): string {
  const documents = names.map(
    (name) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}\n---\n`,
  );
  return `${documents.join('')}apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: store}}\n`;
}

let vsix: string;
let window: EditorWindow | undefined;

beforeAll(async () => {
  vsix = await packageExtension();
});

afterEach(async () => {
  await window?.close();
  window = undefined;
});

describe('in Restricted Mode', () => {
  /** Programs that a careless extension runs; each notes in the file that it was called. */
  async function layTraps(folder: string): Promise<string> {
    const calls = path.join(folder, 'calls');
    await mkdir(folder, { recursive: true });
    await writeFile(calls, '');
    for (const name of ['git', 'kubectl', 'kustomize', 'helm', 'docker']) {
      await writeFile(path.join(folder, name), `#!/bin/sh\necho ${name} >> '${calls}'\n`);
      await chmod(path.join(folder, name), 0o755);
    }
    return calls;
  }

  it('answers as ever, follows the settings of the folder, and runs no program', async () => {
    const folder = temporaryFolder();
    const calls = await layTraps(folder);
    window = await EditorWindow.open(vsix, 'light', {
      isTrusted: false,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
      env: { PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}` },
    });
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await window.openFile('3-broken/backend-policy.yaml');
    // The folder's settings say that each of its four stages is a cluster of its own.
    await window.lens('Selects 1 workload · Reachable from 2 of 3').click();
    await window.answer('production/frontend').waitFor();
    await window.problem('peer-or-instead-of-and');
    await window.screenshotInEachTheme('restricted');
    await window.runCommand('View: Focus Active Editor Group');
    await window.overwrite('24:9', '  ');
    await window.goTo('1:1');
    await window.lens('connections since the last save').waitFor();
    expect(await readFile(calls, 'utf8')).toBe('');
    await rm(folder, { recursive: true });
  });
});

describe('with several folders', () => {
  const WORKSPACE = 'all.code-workspace';
  const listing = (...names: readonly string[]): string =>
    JSON.stringify({ folders: names.map((name) => ({ path: name })) });
  const manifests = new Map([
    [WORKSPACE, listing('alpha', 'beta')],
    ['alpha/policy.yaml', POLICY],
    ['alpha/pods.yaml', pods('db', 'web')],
    ['alpha/.vscode/settings.json', '{"podreach.rules": {"peer-or-instead-of-and": "off"}}'],
    ['beta/policy.yaml', POLICY],
    ['beta/pods.yaml', pods('db', 'web', 'cron')],
    ['gamma/policy.yaml', POLICY],
    ['gamma/pods.yaml', pods('db', 'web', 'cron', 'mail')],
  ]);

  it('keeps clusters and settings apart, and follows folders that come and go', async () => {
    const editor = await EditorWindow.open(vsix, 'dark', { manifests, workspaceFile: WORKSPACE });
    window = editor;
    const setFolders = (...names: readonly string[]): Promise<void> =>
      writeFile(path.join(editor.folder, WORKSPACE), listing(...names));
    await editor.openFile('alpha/policy.yaml');
    await editor.lens('Selects 1 workload · Reachable from 1 of 1').waitFor();
    await editor.openFile('beta/policy.yaml');
    await editor.lens('Selects 1 workload · Reachable from 2 of 2').waitFor();
    await editor.problem('peer-or-instead-of-and');
    const problems = editor.page.locator('.markers-panel .monaco-list-row', { hasText: 'peer-or' });
    expect(await problems.count()).toBe(1);
    await editor.lens('Selects 1 workload').click();
    await editor.answer('shop/cron').waitFor();
    await editor.screenshotInEachTheme('several-folders');

    await setFolders('alpha', 'beta', 'gamma');
    await editor.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'gamma' }).waitFor();
    await editor.openFile('gamma/policy.yaml');
    await editor.lens('Selects 1 workload · Reachable from 3 of 3').waitFor();
    await setFolders('alpha', 'gamma');
    // What is open in no folder is a cluster of its own.
    await editor.answer('selects no known workload').waitFor();
    await editor.lens('Selects 1 workload · Reachable from 3 of 3').waitFor();
  });
});

describe('in a folder on no disk', () => {
  it('reads all its manifests through VS Code', async () => {
    await buildAll({ production: true });
    const manifests = new Map([
      ['apps/policy.yaml', POLICY],
      ['apps/more/pods.yaml', pods('db', 'web', 'cron')],
    ]);
    window = await EditorWindow.openWith(loadBesideMemory(manifests), 'light', { address: 'memory:/' });
    await window.clickFile('apps', 'policy.yaml');
    await window.lens('Selects 1 workload · Reachable from 2 of 2').click();
    await window.answer('shop/cron').waitFor();
    await window.problem('peer-or-instead-of-and');
    await window.screenshotInEachTheme('memory');
  });
});
