/**
 * The first minutes of a new user, in a folder of sixty manifests: a policy for the database from nothing, the dash too
 * many, its fix, and the questions that one asks then.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { SHOP } from './shop';
import { EditorWindow } from './window';

const FILE = 'shop/policies/cart-db.yaml';

describe('a new user', () => {
  let window: EditorWindow;

  /** Fills in the place at the cursor with what is offered for the first letters, and goes on to the next place. */
  async function fillIn(letters: string, offered: string): Promise<void> {
    await window.page.keyboard.type(letters);
    const rows = await window.suggestions(offered);
    await window.screenshot(`session-${offered}`);
    await rows.filter({ hasText: offered }).first().click();
    await window.page.keyboard.press('Tab');
  }

  /** How large the map is drawn. */
  async function scale(): Promise<number> {
    return Number(/scale\((?<scale>[\d.]+)\)/u.exec(await window.mapTransform())?.groups?.['scale']);
  }

  beforeAll(async () => {
    const manifests = new Map([...SHOP, [FILE, '']]);
    window = await EditorWindow.open(await packageExtension(), 'light', { manifests });
    await window.openFile(FILE);
    await window.page.locator('.monaco-editor.focused').waitFor();
  });

  afterAll(() => window.close());

  it('writes a policy for the database with what is offered', async () => {
    const { keyboard } = window.page;
    const recipes = await window.suggestions('Allow from pods of a namespace');
    await keyboard.type('pods');
    await recipes.filter({ hasText: 'Allow DNS' }).waitFor({ state: 'detached' });
    await keyboard.press('Enter');
    await window.lens('Selects').waitFor();
    await keyboard.type('cart-db');
    await keyboard.press('Tab');
    // The namespace of the other policies in the folder is there already.
    await keyboard.press('Tab');
    await fillIn('cart', 'cart-db');
    await fillIn('pay', 'payments');
    await fillIn('gate', 'gateway');
    await fillIn('post', 'postgres');
    await keyboard.press('Escape');
    await window.goTo('1:1');
    await window.lens('Selects 1 workload · Reachable from 1 of 22').waitFor();
    await window.screenshot('session-written');
  });

  it('puts a dash too many, is told, and mends it', async () => {
    await window.overwrite('17:9', '- ');
    await window.squiggle().waitFor();
    await window.goTo('17:12');
    await window.page.keyboard.press('Control+.');
    const fix = window.page.locator('.action-widget').getByText('Merge into one peer (AND)');
    await fix.waitFor();
    await window.screenshot('session-fixes');
    await window.page.keyboard.press('Enter');
    await window.squiggle().waitFor({ state: 'detached' });
  });

  it('asks who can reach the database, what the edit changed, and why a connection is denied', async () => {
    await window.goTo('9:14');
    await window.runCommand('Podreach: Which Pods Can Reach This');
    await window.answer('payments/gateway').waitFor();
    expect((await window.answers().allInnerTexts()).join('\n')).toContain('Cannot reach it');
    await window.screenshot('session-answer');
    await window.runCommand('View: Focus Active Editor Group');
    await window.runCommand('Podreach: What Did My Edit Change');
    await window.choices().getByText('Since HEAD').waitFor();
    await window.page.keyboard.press('Enter');
    await window.answer('Removed').waitFor();
    await window.screenshot('session-changes');
    await window.runCommand('View: Focus Active Editor Group');
    await window.runCommand('Podreach: Explain a Connection');
    await window.choices().filter({ hasText: '1/3' }).waitFor();
    await window.page.keyboard.type('shop/cart');
    await window.choose('2/3');
    await window.choose('3/3');
    await window.choices().getByText('declared by its containers').waitFor();
    await window.screenshot('session-ports');
    await window.page.keyboard.press('Enter');
    await window.answer('Nearly').waitFor();
    await window.screenshot('session-explained');
  });

  it('sees it all in the map', async () => {
    await window.runCommand('View: Focus Active Editor Group');
    await window.runCommand('Podreach: Show Connectivity Map');
    await window.map().getByText('shop/cart-db selects 1 workload and governs ingress').waitFor();
    await window.screenshot('session-map');
    // The window is low, and the map is large: a part of it that can be read is shown, with what the policy selects.
    const canvas = await window.map().locator('.canvas').boundingBox();
    const subject = await window.map().locator('.canvas .node.subject').boundingBox();
    expect(await scale()).toBe(0.7);
    expect(contains(canvas, subject)).toBe(true);
    await window.map().getByRole('button', { name: 'Fit' }).click();
    await expect.poll(scale).toBeLessThan(0.7);
    await window.screenshot('session-map-whole');
  });
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function contains(outer: Box | null, inner: Box | null): boolean {
  if (outer === null || inner === null) return false;
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
