import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { MapResult } from '../../server/src/lsp/protocol';
import { eventually } from './eventually';
import { POLICY, closeEditors, openExample } from './examples';

function mapTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('podreach.map'),
    ),
  );
}

describe('the connectivity map', () => {
  afterEach(closeEditors);

  it('opens beside the manifest, once, and hands the map to who called the command', async () => {
    await openExample('3', POLICY);
    const map = await vscode.commands.executeCommand<MapResult | null>('podreach.showConnectivityMap');
    await vscode.commands.executeCommand('podreach.showConnectivityMap');
    const tabs = await eventually(mapTabs, (found) => assert.equal(found.length, 1));
    assert.equal(tabs[0]?.label, 'Connectivity Map');
    assert.notEqual(tabs[0]?.group.viewColumn, vscode.ViewColumn.One);
    const ids = map?.nodes.flatMap(({ workloads }) => workloads.map(({ id }) => id)) ?? [];
    assert.deepEqual(ids.toSorted(), [
      'development/backend[Pod]',
      'development/client[Pod]',
      'development/frontend[Pod]',
      'production/frontend[Pod]',
    ]);
  });
});
