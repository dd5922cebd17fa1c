/** A policy written from nothing: the first thing a person does in a new file. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { EditorWindow } from './window';

const MANIFESTS = new Map([
  ['pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: cart, namespace: shop, labels: {app: cart}}\n'],
  ['policy.yaml', ''],
]);

let window: EditorWindow;

beforeAll(async () => {
  window = await EditorWindow.open(await packageExtension(), 'dark', { manifests: MANIFESTS });
});

afterAll(() => window.close());

it('offers whole policies in an empty file, though nothing in it concerns Podreach yet', async () => {
  await window.openFile('policy.yaml');
  await window.page.locator('.monaco-editor.focused').waitFor();
  await window.page.keyboard.press('Control+Space');
  const suggestions = window.page.locator('.suggest-widget.visible .monaco-list-row');
  await suggestions.filter({ hasText: 'Deny all ingress' }).first().waitFor();
  await window.screenshot('recipes');
  const titles = await suggestions.allInnerTexts();
  expect(titles.filter((title) => title.includes('Allow DNS'))).toHaveLength(1);
});
