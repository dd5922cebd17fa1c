/** Podreach as a browser alone runs it: served by address, without its programs for Node; and others like it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page, Route } from 'playwright-core';
import { memoryExtension } from './memory-extension';
import type { LoadExtension } from './window';

const ROOT = path.join(import.meta.dirname, '..', '..');
const PLACE = '/podreach';

/** Gives a file of an extension. */
type ContentOf = (file: string) => Promise<string | Buffer>;

/**
 * Makes the window take the built extension from an address. VS Code runs such extensions in a worker of the
 * browser, on whatever machine the folder is.
 */
export async function loadInBrowser(page: Page, origin: string): Promise<void> {
  await loadAll(page, origin, new Map([[PLACE, contentOf]]));
}

/** The same beside an extension that keeps a folder in memory, at `memory:/`. */
export function loadBesideMemory(manifests: ReadonlyMap<string, string>): LoadExtension {
  const memory = memoryExtension(manifests);
  const fileOf: ContentOf = (file) => Promise.resolve(memory.get(file) ?? '');
  return (page, origin) =>
    loadAll(
      page,
      origin,
      new Map([
        [PLACE, contentOf],
        ['/memory', fileOf],
      ]),
    );
}

async function loadAll(
  page: Page,
  origin: string,
  extensions: ReadonlyMap<string, ContentOf>,
): Promise<void> {
  for (const [place, contentOfFile] of extensions) {
    await page.context().route(`${origin}${place}/**`, (route) => serve(route, place, contentOfFile));
  }
  await page.addInitScript(
    (locations) => {
      new MutationObserver((_changes, observer) => {
        const meta = document.getElementById('vscode-workbench-web-configuration');
        if (meta === null) return;
        observer.disconnect();
        const settings = JSON.parse(meta.dataset['settings'] ?? '{}');
        meta.dataset['settings'] = JSON.stringify({ ...settings, additionalBuiltinExtensions: locations });
      }).observe(document, { childList: true, subtree: true });
    },
    Array.from(extensions.keys(), (place) => ({
      scheme: 'http',
      authority: new URL(origin).host,
      path: place,
    })),
  );
}

async function serve(route: Route, place: string, contentOfFile: ContentOf): Promise<void> {
  const file = new URL(route.request().url()).pathname.slice(place.length + 1);
  const content = await contentOfFile(file);
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
