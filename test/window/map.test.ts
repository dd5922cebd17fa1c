/** The connectivity map in the window: what it shows, with the keyboard alone, and whether everybody can use it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { generateCluster, sizeOf } from '../bench/generated-cluster';
import { EditorWindow, SCREENSHOTS, type Theme } from './window';

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
    const table = map.getByRole('button', { name: 'Table' });
    await table.click();
    await map.getByRole('row', { name: 'development/client development/backend all ports Added' }).waitFor();
    await window.screenshot('map-table');
    expect(await violations(window)).toEqual([]);
    await table.click();
    // It is laid out anew when it can be seen again.
    await map.getByRole('table').waitFor({ state: 'detached' });
    await map.getByRole('button', { name: /^client, Pod/u }).waitFor();
  });

  it('opens the manifest of a workload with Enter', async () => {
    await window
      .map()
      .getByRole('button', { name: /^client, Pod/u })
      .press('Enter');
    await window.page.locator('.tab.active', { hasText: 'client.yaml' }).waitFor();
  });
});

describe('the connectivity map', () => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open(vsix, 'dark');
    await window.openFile('3/backend-policy.yaml');
    await window.lens('Selects').waitFor();
    await window.runCommand('Podreach: Show Connectivity Map');
    await window.map().locator('.node').first().waitFor();
  });

  afterAll(() => window.close());

  it('does all it can with the Tab key and Enter', async () => {
    const map = window.map();
    const { keyboard } = window.page;
    const focused = async (): Promise<string> =>
      (await map.locator(':focus').getAttribute('aria-label')) ?? 'without a name';
    await map.getByRole('searchbox').focus();
    const names = [await focused()];
    const folded = map.locator('.node.namespace');
    const uses = new Map<string, () => Promise<void>>([
      ['Fold all namespaces', () => folded.nth(1).waitFor()],
      ['Unfold all namespaces', () => folded.first().waitFor({ state: 'detached' })],
      ['Show the connections as a table', () => map.getByRole('table').waitFor()],
    ]);
    for (let stops = 9; stops > 0; stops--) {
      await keyboard.press('Tab');
      const name = await focused();
      names.push(name);
      const check = uses.get(name);
      if (check === undefined) continue;
      await keyboard.press('Enter');
      await check();
      if (name.endsWith('table')) await keyboard.press('Enter');
    }
    expect(names).toEqual([
      'Filter by name, namespace, kind or label',
      'Fold all namespaces',
      'Unfold all namespaces',
      'Zoom out',
      'Fit: show the whole map',
      'Zoom in',
      'Show the connections as a table',
      'Export the map as an SVG picture',
      expect.stringContaining('Namespace development'),
      'Details',
    ]);
  });

  it('zooms with Ctrl and the wheel and with plus and minus, and is moved by dragging', async () => {
    const map = window.map();
    const { keyboard, mouse } = window.page;
    const places = [await window.mapTransform()];
    const changes = async (): Promise<void> => {
      await expect.poll(() => window.mapTransform()).not.toBe(places.at(-1));
      places.push(await window.mapTransform());
    };
    await map.locator('.canvas').hover({ position: { x: 20, y: 20 } });
    await keyboard.down('Control');
    await mouse.wheel(0, -300);
    await keyboard.up('Control');
    await changes();
    await mouse.down();
    const box = await map.locator('.canvas').boundingBox();
    await mouse.move((box?.x ?? 0) + 120, (box?.y ?? 0) + 90, { steps: 4 });
    await mouse.up();
    await changes();
    await map.getByRole('button', { name: /^backend, Pod/u }).focus();
    for (const key of ['Shift+ArrowLeft', '+', '-', '0']) {
      await keyboard.press(key);
      await changes();
    }
    expect(places.at(-1)).toBe(places[0]);
  });

  it('is written as an SVG picture with the colours of the theme', async () => {
    await window.map().getByRole('button', { name: 'Export' }).click();
    await window.choices().getByText('Export the Connectivity Map').waitFor();
    await window.screenshot('map-export');
    await window.page.keyboard.press('Enter');
    const file = path.join(window.folder, 'connectivity.svg');
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('</svg>');
    const picture = await window.browserPage();
    await picture.goto(`file://${file}`);
    const names = await picture.locator('text').allTextContents();
    expect(names).toEqual(expect.arrayContaining(['development', 'production', 'backend', 'any address']));
    await picture.screenshot({ path: path.join(SCREENSHOTS, 'map-exported.png') });
    expect(await readFile(file, 'utf8')).not.toMatch(/class=|var\(|script/u);
  });

  it('is there again when the window is loaded again', async () => {
    await window.map().getByRole('searchbox').fill('client');
    await window.map().getByText('1 of 5 match').waitFor();
    await window.runCommand('Developer: Reload Window');
    await window.page.waitForEvent('load');
    await window.map().locator('.node').first().waitFor();
    await window.map().getByText('1 of 5 match').waitFor();
  });
});

describe.each(THEMES)('the connectivity map of 500 workloads in a %s window', (theme) => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open(vsix, theme, { manifests: generateCluster(1, sizeOf(500, 100)) });
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
