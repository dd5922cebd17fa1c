/** What extensions and language models can ask, over the API of VS Code. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PodreachApi } from '../../client/src/api';
import { openExample, POLICY } from './examples';

const STAGE_3 = 'aks-walkthrough/3/backend-policy.yaml';
const BROKEN = 'aks-walkthrough/3-broken/backend-policy.yaml';

async function ask(tool: string, input: object): Promise<string> {
  const result = await vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined });
  return result.content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}

describe('language models', () => {
  it('are offered the three tools of the manifest', () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('podreach_'));
    assert.deepEqual(names.toSorted(), ['podreach_check', 'podreach_explain', 'podreach_reachability']);
  });

  it('are told who can reach a Service', async () => {
    await openExample('3', POLICY);
    const text = await ask('podreach_reachability', { target: 'http://backend.development' });
    assert.match(text, /1 of 3 workloads can reach this/u);
    assert.match(text, /development\/frontend\[Pod\]/u);
  });

  it('are told why a connection is denied', async () => {
    await openExample('3', POLICY);
    const input = { from: 'production/frontend', to: 'http://backend.development', port: 80 };
    assert.match(await ask('podreach_explain', input), /denied[\s\S]*backend-policy\.yaml:\d+/u);
  });

  it('are told what is wrong, of one file if they say so', async () => {
    await openExample('3', POLICY);
    assert.match(await ask('podreach_check', { path: BROKEN }), /3-broken.*warning peer-or-instead-of-and/u);
    assert.doesNotMatch(await ask('podreach_check', { path: STAGE_3 }), /warning|error/u);
  });

  it('are told which names there are when they guess one', async () => {
    await openExample('3', POLICY);
    assert.match(await ask('podreach_reachability', { target: 'shop/cart' }), /development\/backend\[Pod\]/u);
  });
});

describe('other extensions', () => {
  it('ask the same through the API', async () => {
    const editor = await openExample('3', POLICY);
    const uri = editor.document.uri.toString();
    const api: PodreachApi = await vscode.extensions.getExtension('podreach.podreach')?.activate();
    assert.equal(api.version, 1);
    const answer = await api.reach({ direction: 'to', uri, name: 'development/backend' });
    assert.equal(answer?.summary, '1 of 3 workloads can reach this');
    const explained = await api.explain({
      uri,
      from: 'development/frontend',
      to: 'svc/development/backend',
      port: '80',
    });
    assert.equal(explained?.kind, 'outline');
    assert.deepEqual(await api.check({ uri }), []);
  });
});
