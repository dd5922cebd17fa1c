import { describe, expect, it } from 'vitest';
import type { MapResult } from '../../../server/src/lsp/protocol';
import { uriOf, type Editor } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS, 'policy.yaml': POLICY };

function map(editor: Editor, params: object = { uri: uriOf('policy.yaml') }): Promise<MapResult | null> {
  return editor.connection.sendRequest('podreach/map', params);
}

function changed(result: MapResult | null): readonly string[] {
  const nameOf = (index: number): string => result?.nodes[index]?.id ?? '';
  return (result?.links ?? [])
    .filter(({ before }) => before !== undefined)
    .map(({ from, to, ports, before }) => `${nameOf(from)} ${nameOf(to)} ${ports} ${before ?? ''}`.trim());
}

describe('podreach/map', () => {
  it('answers with the cluster of a document', async () => {
    const { editor } = await start(files);
    const result = await map(editor);
    expect(result?.nodes.flatMap(({ workloads }) => workloads.map(({ id }) => id)).toSorted()).toEqual([
      'shop/cart[Deployment]',
      'shop/db[Deployment]',
      'shop/web[Deployment]',
    ]);
    expect(result?.policies.map(({ name }) => name)).toEqual(['shop/cart']);
    expect(changed(result)).toEqual([]);
  });

  it('answers without a document, and with one that is not known', async () => {
    const { editor } = await start(files);
    const answer = await map(editor);
    expect(await map(editor, {})).toEqual(answer);
    expect(await map(editor, { uri: 'file:///elsewhere/x.yaml' })).toEqual(answer);
  });

  it('answers null where there are no manifests', async () => {
    const { editor } = await start({}, { folders: [] });
    expect(await map(editor, {})).toBeNull();
  });

  it('marks what unsaved edits change, until they are saved', async () => {
    const { editor, disk } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    await policy.edit('app: web', 'app: db');
    const edited = changed(await map(editor));
    expect(edited.some((link) => /^shop\/db\S+ shop\/cart\S+ \S/u.test(link))).toBe(true);
    expect(edited.some((link) => link.startsWith('shop/web[Deployment] shop/cart[Deployment]'))).toBe(true);
    disk.set(policy.uri, policy.text());
    await editor.connection.sendNotification('textDocument/didSave', { textDocument: { uri: policy.uri } });
    expect(changed(await map(editor))).toEqual([]);
  });
});
