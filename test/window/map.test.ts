/** The connectivity map in the window: what it shows, with the keyboard alone, and whether everybody can use it. */
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { generateCluster, sizeOf } from '../bench/generated-cluster';
import { EditorWindow, type Theme } from './window';

const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];
let vsix: string;

beforeAll(async () => {
  vsix = await packageExtension();
});

/** What axe finds wrong with the page of the map, one line each. */
async function violations(window: EditorWindow): Promise<readonly string[]> {
  const frame = await window.mapFrame();
  await frame.evaluate(axe.source);
  const found = await frame.evaluate<axe.Result[]>('axe.run().then(({ violations }) => violations)');
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe.each(THEMES)('the connectivity map in a %s window', (theme) => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open(vsix, theme);
    await window.openFile('3/backend-policy.yaml');
    await window.lens('Selects').waitFor();
    await window.overwrite('24:9', '- ');
    await window.runCommand('Podreach: Show Connectivity Map');
    await window.map().locator('.node').first().waitFor();
  });

  afterAll(() => window.close());

  it('shows the workloads by namespace, what the policy selects and what the edit adds', async () => {
    const map = window.map();
    expect((await map.locator('.node .name').allTextContents()).toSorted()).toEqual([
      'any address',
      'backend',
      'client',
      'frontend',
      'frontend',
    ]);
    expect(await map.locator('.title text').allTextContents()).toEqual(['development', 'production']);
    await map.getByText('development/backend-policy selects 1 workload and governs ingress').waitFor();
    await map.getByText('added by unsaved edits').waitFor();
    expect(await map.locator('.canvas .arrow.added').count()).toBe(1);
    await window.screenshot('map');
    expect(await violations(window)).toEqual([]);
  });

  it('goes from node to node with the arrow keys, and says with whom they are connected', async () => {
    const map = window.map();
    await map.getByRole('searchbox').click();
    await map.getByRole('button', { name: 'Export' }).focus();
    await window.page.keyboard.press('Tab');
    const names = new Set<string>();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowLeft']) {
      names.add((await map.locator('.target:focus').getAttribute('aria-label')) ?? '');
      await window.page.keyboard.press(key);
    }
    expect(names.size).toBeGreaterThan(2);
    const backend = map.getByRole('button', {
      name: /^backend, Pod in development; reachable from 2 workloads/u,
    });
    await backend.focus();
    await map.getByRole('heading', { name: 'Reachable from 2 workloads' }).waitFor();
    await window.screenshot('map-focus');
    expect(await violations(window)).toEqual([]);
  });

  it('finds workloads by name, and says how many', async () => {
    const map = window.map();
    await map.getByRole('searchbox').fill('client');
    await map.getByText('1 of 5 match').waitFor();
    await map.getByRole('searchbox').fill('');
  });

  it('folds a namespace with Enter, and opens it again', async () => {
    const map = window.map();
    await map.getByRole('button', { name: /^Namespace development/u }).press('Enter');
    await map.locator('.node.namespace').waitFor();
    expect(
      await map.getByRole('button', { name: /^Namespace development/u }).getAttribute('aria-expanded'),
    ).toBe('false');
    await window.page.keyboard.press('Enter');
    await map.locator('.node.namespace').waitFor({ state: 'detached' });
  });

  it('is a table as well', async () => {
    const map = window.map();
    await map.getByRole('button', { name: 'Table' }).click();
    await map.getByRole('row', { name: 'development/client development/backend all ports Added' }).waitFor();
    await window.screenshot('map-table');
    expect(await violations(window)).toEqual([]);
    await map.getByRole('button', { name: 'Table' }).click();
  });

  it('opens the manifest of a workload with Enter', async () => {
    await window
      .map()
      .getByRole('button', { name: /^client, Pod/u })
      .press('Enter');
    await window.page.locator('.tab.active', { hasText: 'client.yaml' }).waitFor();
  });
});

describe('the connectivity map of 500 workloads', () => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open(vsix, 'light', generateCluster(1, sizeOf(500, 100)));
    await window.openFile('app-000.yaml');
    await window.runCommand('Podreach: Show Connectivity Map');
    await window.map().locator('.node').first().waitFor();
  });

  afterAll(() => window.close());

  it('folds its namespaces, and opens them on demand', async () => {
    const map = window.map();
    expect(await map.locator('.node.namespace').count()).toBe(25);
    await window.screenshot('map-large');
    await map.getByRole('button', { name: /^Namespace ns-003/u }).press('Enter');
    await map.locator('.title', { hasText: 'ns-003' }).waitFor();
    expect(await map.locator('.node.workloads').count()).toBeGreaterThan(0);
    await window.screenshot('map-large-open');
    expect(await violations(window)).toEqual([]);
  });
});
