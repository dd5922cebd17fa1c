import { describe, expect, it } from 'vitest';
import type { LinkedText } from '../../../server/src/lsp/protocol';
import type { Editor } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

function model(editor: Editor): Promise<LinkedText> {
  return editor.connection.sendRequest('podreach/clusterModel');
}

describe('podreach/clusterModel', () => {
  it('tells what is known of the folder, unsaved edits included', async () => {
    const { editor } = await start({ 'workloads.yaml': WORKLOADS, 'policy.yaml': POLICY });
    expect((await model(editor)).text).toContain('3 workloads, 1 namespace and 1 policy from 2 files.');
    const policy = await editor.open('policy.yaml', POLICY);
    await policy.edit('app: cart', 'app: db');
    expect((await model(editor)).text).toContain('1 workload: `shop/db[Deployment]` (policy.yaml:1)');
  });

  it('says what limits left out', async () => {
    const { editor } = await start(
      { 'workloads.yaml': WORKLOADS, 'policy.yaml': POLICY },
      { settings: () => ({ limits: { files: 1 } }) },
    );
    expect((await model(editor)).text).toContain(
      '## Not read\n\n- 1 file more than are read in one folder (podreach.limits.files)\n',
    );
  });

  it('answers also where there is no folder', async () => {
    const { editor } = await start({}, { folders: [] });
    expect(await model(editor)).toEqual({ text: '# Cluster model\n\nNo manifests are known.\n', links: [] });
  });
});
