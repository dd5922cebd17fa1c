import { describe, expect, it } from 'vitest';
import type { InlayHint } from 'vscode-languageserver';
import { FOLDER, uriOf, type Editor, type EditorDocument } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS };

describe('hover', () => {
  it('answers from all files of the folder, open or not', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.hover('podSel|ector')).toMatch(/^Applies to 1 of 3 workloads: pods with `app=cart`/u);
  });

  it('answers about the text as it is being edited', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    await policy.edit('app: cart', 'app: db');
    expect(await policy.hover('podSel|ector')).toContain('`shop/db[Deployment]`');
  });

  it('is nothing where there is nothing to say', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.hover('api|Version')).toBe(null);
  });
});

describe('code lenses', () => {
  it('count what a policy selects, who gets in, and what its rules allow', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.lensTitles()).toEqual([
      '1: Selects 1 workload · Reachable from 1 of 2',
      '10: Allows 1 workload',
    ]);
  });

  it('call the commands that the client named', async () => {
    const initializationOptions = { commands: { reach: 'client.reach', locations: 7 } };
    const { editor } = await start(files, { initializationOptions });
    const policy = await editor.open('policy.yaml', POLICY);
    expect((await policy.codeLenses()).map(({ command }) => command?.command)).toEqual(['client.reach', '']);
  });

  it('are asked for again when another file changed a count, once for many changes', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const workloads = await editor.open('workloads.yaml', WORKLOADS);
    await policy.lensTitles();
    const refresh = editor.message('workspace/codeLens/refresh');
    await workloads.edit('app: web\n    spec', 'app: frontend\n    spec');
    await workloads.edit('name: db', 'name: database');
    await refresh;
    expect(await policy.lensTitles()).toEqual([
      '1: Selects 1 workload · Reachable from 0 of 2',
      '10: Allows no known workload',
    ]);
  });

  it('are not asked for again for what changes nothing that is shown', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const workloads = await editor.open('workloads.yaml', WORKLOADS);
    await policy.lensTitles();
    const settled = editor.message('podreach/modelChanged');
    await workloads.edit('containerPort: 8080', 'containerPort: 9090');
    await settled;
    await policy.lensTitles();
    expect(editor.messages.filter(({ method }) => method === 'workspace/codeLens/refresh')).toEqual([]);
  });

  it('can be switched off', async () => {
    const { editor } = await start(files, { settings: () => ({ codeLens: { enabled: false } }) });
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.codeLenses()).toEqual([]);
  });

  it('are resolved to silence when their document is gone', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const [lens] = await policy.codeLenses();
    await policy.close();
    const resolved = await editor.connection.sendRequest('codeLens/resolve', { ...lens, command: undefined });
    expect(resolved).toMatchObject({ command: { title: '', command: '' } });
  });
});

describe('the reach question', () => {
  it('is answered at a place', async () => {
    const { editor } = await start(files);
    const policy = await editor.open('policy.yaml', POLICY);
    const answer = await editor.reach({ direction: 'to', uri: policy.uri, position: policy.place('kind') });
    expect(answer).toMatchObject({
      target: { id: 'policy/shop/cart' },
      summary: '1 of 2 workloads can reach this',
      basis: '3 workloads, 1 namespace and 1 policy from 2 files',
    });
  });

  it('is answered about files that are not open', async () => {
    const { editor } = await start({ ...files, 'policy.yaml': POLICY });
    const position = { line: 3, character: 0 };
    const answer = await editor.reach({ direction: 'to', uri: uriOf('workloads.yaml'), position });
    expect(answer?.target.id).toBe('shop/web[Deployment]');
  });

  it('is answered by name, when only the folder is known', async () => {
    const { editor } = await start({ ...files, 'policy.yaml': POLICY });
    const answer = await editor.reach({ direction: 'to', target: 'shop/cart[Deployment]' });
    expect(answer?.summary).toBe('1 of 2 workloads can reach this');
  });

  it('is answered to any client as a command', async () => {
    const { editor } = await start({ ...files, 'policy.yaml': POLICY });
    const params = { direction: 'from', uri: FOLDER, target: 'shop/web[Deployment]' };
    const answer = await editor.connection.sendRequest('workspace/executeCommand', {
      command: 'podreach.reach',
      arguments: [params],
    });
    expect(answer).toMatchObject({ summary: 'This can reach 2 of 2 workloads' });
    expect(editor.capabilities.executeCommandProvider?.commands).toEqual(['podreach.reach']);
  });

  it.each([undefined, null, 7, {}, { direction: 'to' }, { uri: FOLDER }, { direction: 'up', uri: FOLDER }])(
    'is refused without a fuss when it is none: %j',
    async (params) => {
      const { editor } = await start(files);
      const command = { command: 'podreach.reach', arguments: [params] };
      expect(await editor.connection.sendRequest('workspace/executeCommand', command)).toBe(null);
      expect(editor.logged()).toEqual([]);
    },
  );

  it('comes with a list of what can be asked about', async () => {
    const { editor } = await start({ ...files, 'policy.yaml': POLICY });
    const targets = await editor.connection.sendRequest('podreach/targets', { uri: FOLDER });
    expect(targets).toMatchObject([
      { id: 'shop/cart[Deployment]', location: { uri: uriOf('workloads.yaml') } },
      { id: 'shop/db[Deployment]' },
      { id: 'shop/web[Deployment]' },
      { id: 'policy/shop/cart', location: { uri: uriOf('policy.yaml') } },
    ]);
    expect(await editor.connection.sendRequest('podreach/targets', {})).toEqual(targets);
  });
});

describe('the offer of the server', () => {
  it('leaves formatting, folding and outline to the YAML extension', async () => {
    const { editor } = await start();
    expect(Object.keys(editor.capabilities).toSorted()).toEqual([
      'callHierarchyProvider',
      'codeActionProvider',
      'codeLensProvider',
      'completionProvider',
      'definitionProvider',
      'diagnosticProvider',
      'executeCommandProvider',
      'hoverProvider',
      'inlayHintProvider',
      'positionEncoding',
      'referencesProvider',
      'renameProvider',
      'textDocumentSync',
      'workspace',
      'workspaceSymbolProvider',
    ]);
    expect(editor.capabilities.positionEncoding).toBe('utf-16');
  });
});

describe('inlay hints', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const MIXED = POLICY.replace(
    '        - podSelector:',
    '        - namespaceSelector: {}\n        - podSelector:',
  );

  async function hintsIn(editor: Editor, { uri }: EditorDocument): Promise<readonly string[]> {
    const params = { textDocument: { uri }, range };
    const hints = await editor.connection.sendRequest<InlayHint[] | null>('textDocument/inlayHint', params);
    return (hints ?? []).map(({ position, label }) => `${position.line}: ${String(label)}`);
  }

  it('say AND and OR where peers mix selectors', async () => {
    const { editor } = await start(files);
    expect(await hintsIn(editor, await editor.open('policy.yaml', MIXED))).toEqual(['12: OR']);
  });

  it('are asked for again when another file changed a number in them', async () => {
    const { editor } = await start(files, { settings: () => ({ inlayHints: 'all' }) });
    const policy = await editor.open('policy.yaml', POLICY);
    const workloads = await editor.open('workloads.yaml', WORKLOADS);
    expect(await hintsIn(editor, policy)).toEqual(['6: 1 workload', '11: 1 workload']);
    await editor.message('podreach/modelChanged', undefined, 0);
    const refresh = editor.message('workspace/inlayHint/refresh');
    await workloads.edit('app: web\n    spec', 'app: frontend\n    spec');
    await refresh;
    expect(await hintsIn(editor, policy)).toEqual(['6: 1 workload', '11: 0 workloads']);
  });
});
