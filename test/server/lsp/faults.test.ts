import { describe, expect, it } from 'vitest';
import { breakRule, breakYaml } from '../broken-parts';
import { FOLDER, uriOf, type Editor } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS };

/** Everything an editor can want, once. Every request must be answered, whatever goes wrong behind it. */
async function useEverything(editor: Editor): Promise<void> {
  const { connection } = editor;
  const policy = await editor.open('policy.yaml', POLICY);
  const textDocument = { uri: policy.uri };
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  await policy.edit('app: cart', 'app: web');
  await editor.watched({ 'workloads.yaml': 'changed' });
  await Promise.allSettled([
    policy.hover('kind'),
    policy.codeLenses(),
    connection.sendRequest('textDocument/prepareRename', { textDocument, position: range.start }),
    connection.sendRequest('textDocument/rename', { textDocument, position: range.start, newName: 'x' }),
    connection.sendRequest('textDocument/completion', { textDocument, position: range.start }),
    connection.sendRequest('completionItem/resolve', { label: 'x' }),
    connection.sendRequest('workspace/symbol', { query: '' }),
    connection.sendRequest('textDocument/prepareCallHierarchy', { textDocument, position: range.start }),
    connection.sendRequest('callHierarchy/incomingCalls', { item: { uri: policy.uri } }),
    connection.sendRequest('callHierarchy/outgoingCalls', { item: { uri: policy.uri } }),
    connection.sendRequest('textDocument/definition', { textDocument, position: range.start }),
    connection.sendRequest('textDocument/references', { textDocument, position: range.start }),
    connection.sendRequest('textDocument/inlayHint', { textDocument, range }),
    policy.codeActions([]),
    connection.sendRequest('textDocument/diagnostic', { textDocument }),
    connection.sendRequest('codeLens/resolve', { range, data: { uri: policy.uri } }),
    connection.sendRequest('workspace/executeCommand', { command: 'podreach.reach', arguments: [] }),
    editor.reach({ direction: 'to', target: 'shop/web[Deployment]' }),
    connection.sendRequest('podreach/targets', { uri: FOLDER }),
    connection.sendRequest('podreach/explain', { uri: FOLDER, from: 'a/b', to: 'a/c' }),
    connection.sendRequest('podreach/explainDefaults', { uri: policy.uri, position: range.start }),
    connection.sendRequest('podreach/connectionPorts', { uri: FOLDER, to: 'a/c' }),
    connection.sendRequest('podreach/changes', { uri: policy.uri, since: 'saved' }),
    connection.sendRequest('podreach/map', { uri: policy.uri }),
    connection.sendRequest('podreach/reload'),
  ]);
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
  await connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [{ uri: 'file:///none', name: 'none' }] },
  });
  await connection.sendNotification('textDocument/didSave', { textDocument });
  await connection.sendNotification('podreach/committed', { repositories: [] });
  await policy.close();
  // An answer to this one shows that everything before it was taken in.
  await connection.sendRequest('podreach/targets', {}).catch(() => undefined);
}

const HANDLERS = [
  'savedText',
  'textDocument/didSave',
  'podreach/committed',
  'podreach/explain',
  'podreach/explainDefaults',
  'podreach/connectionPorts',
  'podreach/changes',
  'openFolders',
  'startWatching',
  'startFollowingSettings',
  'load',
  'refresh',
  'status',
  'settle',
  'applyDiskChanges',
  'documentSettings',
  'textDocument/didOpen',
  'textDocument/didChange',
  'textDocument/didClose',
  'textDocument/hover',
  'textDocument/codeLens',
  'textDocument/definition',
  'textDocument/prepareRename',
  'textDocument/rename',
  'textDocument/completion',
  'completionItem/resolve',
  'textDocument/prepareCallHierarchy',
  'callHierarchy/incomingCalls',
  'callHierarchy/outgoingCalls',
  'workspace/symbol',
  'textDocument/references',
  'textDocument/inlayHint',
  'textDocument/codeAction',
  'textDocument/diagnostic',
  'codeLens/resolve',
  'workspace/executeCommand',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWorkspaceFolders',
  'podreach/reach',
  'podreach/targets',
  'podreach/map',
  'podreach/reload',
];

describe('a fault in a handler', () => {
  it('can be put into each of them', async () => {
    const seen = new Set<string>();
    const { editor } = await start(files, { beforeEach: (name) => seen.add(name) });
    const settled = editor.message('podreach/modelChanged');
    await useEverything(editor);
    await settled;
    expect([...seen].toSorted()).toEqual(HANDLERS.toSorted());
    expect(editor.logged()).toEqual([]);
  });

  it.each(HANDLERS)('costs the answer and nothing else: %s', async (faulty) => {
    const { editor } = await start(files, {
      beforeEach: (name) => {
        if (name === faulty) throw new Error('put in by the test');
      },
    });
    const logged = editor.message('window/logMessage', undefined, 0);
    await useEverything(editor);
    expect(await logged).toMatchObject({
      message: expect.stringMatching(new RegExp(`^${faulty}.* failed after`, 'u')),
    });
  });

  it.each(['podreach/reach', 'podreach/targets', 'podreach/map', 'workspace/executeCommand'])(
    'is told to who asked in person, who would read that nothing was found otherwise: %s',
    async (faulty) => {
      const { editor } = await start(files, {
        beforeEach: (name) => {
          if (name === faulty) throw new Error('put in by the test');
        },
      });
      const params = { command: 'podreach.reach', arguments: [], direction: 'to', uri: FOLDER };
      await expect(editor.connection.sendRequest(faulty, params)).rejects.toThrow('could not be computed');
    },
  );

  it('leaves the server answering', async () => {
    let isBroken = true;
    const { editor } = await start(files, {
      beforeEach: (name) => {
        if (isBroken && name === 'textDocument/hover') throw new Error('put in by the test');
      },
    });
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.hover('kind')).toBe(null);
    isBroken = false;
    expect(await policy.hover('kind')).toContain('1 of 3 workloads');
  });
});

describe('a fault below the handlers', () => {
  const trap = POLICY.replace('spec:', 'spec:\n  policyType: [Ingress]');

  it('in a rule costs its findings, and is told once for each file', async () => {
    breakRule('unknown-field');
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', trap.replace('8080', '80800'));
    expect(await policy.diagnostics()).toMatchObject([{ code: 'invalid-port' }]);
    await policy.edit('80800', '80801');
    expect(await policy.diagnostics()).toMatchObject([{ code: 'invalid-port' }]);
    await (await editor.open('other.yaml', trap)).diagnostics();
    expect(editor.logged().map((text) => text.split('\n')[0])).toEqual([
      `Rule unknown-field failed on ${uriOf('policy.yaml')}: Error: put in by the test`,
      `Rule unknown-field failed on ${uriOf('other.yaml')}: Error: put in by the test`,
    ]);
  });

  it('in reading a document is a finding in this document, and costs no other', async () => {
    breakYaml('&anchor');
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const broken = await editor.open('broken.yaml', POLICY.replace('spec:', 'spec: &anchor'));
    expect(await broken.diagnostics()).toMatchObject([
      { code: 'yaml-syntax', message: expect.stringContaining('failed to read this document') },
    ]);
    expect(await policy.hover('kind')).toContain('1 of 3 workloads');
  });

  it('of one file on the disk costs no other file', async () => {
    const { editor } = await start({ ...files, 'locked.yaml': new Error('put in by the test') });
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.hover('kind')).toContain('1 of 3 workloads');
    expect(editor.logged()).toEqual([`Cannot read ${uriOf('locked.yaml')}: put in by the test`]);
  });
});

describe('a protocol that is not kept', () => {
  it.each([
    [
      'textDocument/hover',
      { textDocument: { uri: 'file:///w/none.yaml' }, position: { line: 0, character: 0 } },
    ],
    ['textDocument/codeLens', { textDocument: { uri: 'no uri at all' } }],
    ['textDocument/hover', { textDocument: {}, position: {} }],
    ['textDocument/hover', {}],
    ['textDocument/codeLens', {}],
    ['textDocument/inlayHint', {}],
    ['textDocument/definition', {}],
    ['textDocument/prepareRename', {}],
    ['textDocument/rename', {}],
    ['textDocument/completion', {}],
    ['completionItem/resolve', {}],
    ['callHierarchy/incomingCalls', {}],
    ['callHierarchy/outgoingCalls', { item: { data: { file: 'no uri', id: 7 } } }],
    ['workspace/symbol', {}],
    ['textDocument/references', {}],
    ['textDocument/codeAction', { textDocument: { uri: 'file:///w/none.yaml' } }],
    ['codeLens/resolve', {}],
    ['podreach/reach', [1, 2, 3]],
    ['podreach/reach', { direction: 'to', uri: 'file:///w', position: { line: 'x', character: null } }],
    ['podreach/targets', { uri: 7 }],
    ['workspace/executeCommand', { command: 'rm -rf' }],
  ])('gets an answer: %s %j', async (method, params) => {
    const { editor } = await start(files);
    const answer = await editor.connection.sendRequest(method, params);
    expect(answer ?? null).not.toBeInstanceOf(Error);
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.hover('kind')).toContain('1 of 3 workloads');
  });

  it('survives positions far out of the text', async () => {
    const { editor } = await start(files);
    const { uri } = await editor.open('policy.yaml', POLICY);
    for (const position of [
      { line: 1e9, character: 0 },
      { line: 0, character: 1e9 },
      { line: -1, character: -1 },
    ]) {
      const answer = editor.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
      await expect(answer).resolves.not.toThrow();
    }
    expect(editor.logged()).toEqual([]);
  });

  it('survives changes and closing of documents that were never opened', async () => {
    const { editor } = await start(files);
    const textDocument = { uri: uriOf('never.yaml'), version: 3 };
    await editor.connection.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [{ text: 'a' }],
    });
    await editor.connection.sendNotification('textDocument/didClose', { textDocument });
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.hover('kind')).toContain('1 of 3 workloads');
  });

  it('survives a storm of requests that are cancelled', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const textDocument = { uri: policy.uri };
    const requests = Array.from({ length: 200 }, (_, id) => {
      const answer = editor.connection.sendRequest('textDocument/codeLens', { textDocument });
      void editor.connection.sendNotification('$/cancelRequest', { id: id + 1 });
      return answer.then(
        () => 'answered',
        () => 'refused',
      );
    });
    const outcomes = await Promise.all(requests);
    expect(outcomes).toContain('refused');
    expect(await policy.hover('kind')).toContain('1 of 3 workloads');
  });

  it('refuses an answer about a text that changed while it waited', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const asked = policy.hover('kind');
    await policy.edit('app: cart', 'app: web');
    await expect(asked.catch((error: { code: number }) => error.code)).resolves.toBe(-32801);
    expect(await policy.hover('kind')).toContain('`shop/web[Deployment]`');
  });
});
