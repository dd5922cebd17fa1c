/** Podreach as a browser alone runs it: served by address, without its programs for Node. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page, Route } from 'playwright-core';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PLACE = '/podreach';

/**
 * Makes the window take the built extension from an address. VS Code runs such extensions in a worker of the
 * browser, on whatever machine the folder is.
 */
export async function loadInBrowser(page: Page, origin: string): Promise<void> {
  await page.context().route(`${origin}${PLACE}/**`, serve);
  await page.addInitScript(
    (location) => {
      new MutationObserver((_changes, observer) => {
        const meta = document.getElementById('vscode-workbench-web-configuration');
        if (meta === null) return;
        observer.disconnect();
        const settings = JSON.parse(meta.dataset['settings'] ?? '{}');
        meta.dataset['settings'] = JSON.stringify({ ...settings, additionalBuiltinExtensions: [location] });
      }).observe(document, { childList: true, subtree: true });
    },
    { scheme: 'http', authority: new URL(origin).host, path: PLACE },
  );
}

async function serve(route: Route): Promise<void> {
  const file = new URL(route.request().url()).pathname.slice(PLACE.length + 1);
  const content = await contentOf(file);
  await route.fulfill({
    body: content,
    contentType: file.endsWith('.js') ? 'text/javascript' : 'application/json',
  });
}

async function contentOf(file: string): Promise<string | Buffer> {
  const content = await readFile(path.join(ROOT, file));
  if (file !== 'package.json') return content;
  const { main, ...manifest } = JSON.parse(content.toString());
  if (main === undefined) throw new Error('The manifest names no program for Node that could be left out.');
  return JSON.stringify(manifest);
}
