/** What helps while manifests are read and written, as it looks in three themes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { CART_POLICY, SHOP } from './shop';
import { EditorWindow, type Theme } from './window';

const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];
const CART = 'shop/policies/cart.yaml';
let vsix: string;

beforeAll(async () => {
  vsix = await packageExtension();
});

/** A policy that is being written: at `|` something is missing. */
const DRAFT = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: draft
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart-db
  |
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: |
          podSelector:
            matchLabels:
              app: |
        - podSelector:
            matchLabels:
              |
      ports:
        - port: |
`;
const FILES = new Map([
  ...SHOP,
  ['shop/policies/draft.yaml', DRAFT.replaceAll('|', '')],
  ['shop/policies/empty.yaml', ''],
]);

/** What is missing at each place of the draft, and one of what is offered there. */
const OFFERS = [
  ['field', 'policyTypes'],
  ['namespace', 'payments'],
  ['value', 'gateway'],
  ['key', 'app'],
  ['port', '5432'],
] as const;

/** The line of the policy in which a text first stands; lines count from 1. */
function lineOf(text: string): number {
  return CART_POLICY.split('\n').findIndex((line) => line.includes(text)) + 1;
}

/** Where something is missing in the draft: `9:12`. */
function gaps(): readonly string[] {
  return DRAFT.split('\n').flatMap((line, nth) =>
    line.includes('|') ? [`${String(nth + 1)}:${String(line.indexOf('|') + 1)}`] : [],
  );
}

describe.each(THEMES)('a manifest in a %s window', (theme) => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open(vsix, theme, {
      manifests: FILES,
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

  it('offers whole policies, and what fits where something is missing, with what it means', async () => {
    await window.openFile('shop/policies/empty.yaml');
    await window.page.locator('.monaco-editor.focused').waitFor();
    await window.suggestions('Deny all ingress');
    // A second time for what is told of each.
    await window.page.keyboard.press('Control+Space');
    await window.page.locator('.suggest-details').waitFor();
    await window.screenshot('offer-recipe');
    await window.page.keyboard.press('Escape');
    await window.openFile('shop/policies/draft.yaml');
    for (const [nth, [what, offered]] of OFFERS.entries()) {
      await window.goTo(gaps()[nth] ?? '');
      const rows = await window.suggestions(offered);
      expect(await rows.count()).toBeGreaterThan(0);
      await window.screenshot(`offer-${what}`);
      await window.page.keyboard.press('Escape');
    }
  });

  it('renames a label wherever it stands, with a preview', async () => {
    await window.openFile(CART);
    await window.goTo(`${String(lineOf('app: cart'))}:13`);
    await window.page.keyboard.press('F2');
    const name = window.page.locator('.rename-box input');
    await name.waitFor();
    await window.screenshot('rename');
    // The box may be there before it has the focus.
    await name.fill('basket');
    await name.press('Control+Enter');
    const apply = window.page.getByRole('button', { name: 'Apply' });
    await apply.waitFor();
    await window.screenshot('rename-preview');
    await apply.click();
    await apply.waitFor({ state: 'hidden' });
    await window.page.locator('.view-line', { hasText: 'app: basket' }).waitFor();
    await window.lens('Selects 1 workload').waitFor();
  });
});
