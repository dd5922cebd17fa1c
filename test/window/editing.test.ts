/** What helps while manifests are read and written, as it looks in three themes. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { CART_POLICY, SHOP } from './shop';
import { EditorWindow, type Theme } from './window';

const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];
const CART = 'shop/policies/cart.yaml';
let vsix: string;

beforeAll(async () => {
  vsix = await packageExtension();
});

/** The line of the policy in which a text first stands; lines count from 1. */
function lineOf(text: string): number {
  return CART_POLICY.split('\n').findIndex((line) => line.includes(text)) + 1;
}

describe.each(THEMES)('a manifest in a %s window', (theme) => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open(vsix, theme, {
      manifests: SHOP,
      settings: { 'podreach.inlayHints': 'all' },
    });
    await window.openFile(CART);
    await window.lens('Selects').waitFor();
  });

  afterAll(() => window.close());

  it('says above each rule and behind each selector what it means', async () => {
    const hints = window.page.locator('.view-line', { hasText: 'AND' });
    await hints.first().waitFor();
    await window.screenshot('hints');
  });

  it('says on hover what a word means', async () => {
    for (const [nth, word] of ['policyTypes', 'namespaceSelector', '5432', 'kube-system'].entries()) {
      await window.hover(word);
      await window.screenshot(`hover-${String(nth + 1)}`);
    }
    await window.page.mouse.move(0, 0);
  });

  it('peeks at the workloads that a selector matches', async () => {
    await window.goTo(`${String(lineOf('app: cart-db'))}:20`);
    await window.runCommand('Peek Definition');
    await window.page.locator('.peekview-widget .view-line', { hasText: 'cart-db' }).first().waitFor();
    await window.screenshot('peek');
    await window.page.keyboard.press('Escape');
  });

  it('shows who can reach a workload as a hierarchy of calls', async () => {
    await window.openFile('shop/orders-db/workload.yaml');
    await window.lens('Which pods can reach this').waitFor();
    await window.screenshot('workload');
    await window.goTo('4:10');
    await window.runCommand('Calls: Show Call Hierarchy');
    await window.page.getByRole('treeitem').filter({ hasText: '5432/TCP' }).waitFor();
    await window.screenshot('calls');
    await window.page.keyboard.press('Escape');
    await window.openFile('shop/cart/service.yaml');
    await window.lens('Which pods can reach this').waitFor();
    await window.screenshot('service');
  });

  it('renames a label wherever it stands, with a preview', async () => {
    await window.openFile(CART);
    await window.goTo(`${String(lineOf('app: cart'))}:13`);
    await window.page.keyboard.press('F2');
    await window.page.locator('.rename-box input').waitFor();
    await window.screenshot('rename');
    await window.page.keyboard.type('basket');
    await window.page.keyboard.press('Control+Enter');
    const apply = window.page.getByRole('button', { name: 'Apply' });
    await apply.waitFor();
    await window.screenshot('rename-preview');
    await apply.click();
    await apply.waitFor({ state: 'hidden' });
    await window.page.locator('.view-line', { hasText: 'app: basket' }).waitFor();
    await window.lens('Selects 1 workload').waitFor();
  });
});
