/** What a person sees who installs Podreach into a window that is open: nothing, until a manifest is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { EditorWindow } from './window';

const MANIFESTS = new Map([
  ['README.md', '# Nothing here\n'],
  ['ci.yaml', 'name: build\non: [push]\njobs: {}\n'],
  ['pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: cart, namespace: shop, labels: {app: cart}}\n'],
]);

/** The editor as it comes: it may open what an extension brings along. */
const SETTINGS = { 'workbench.welcomePage.walkthroughs.openOnInstall': true };

describe('a window into which Podreach is installed', () => {
  let window: EditorWindow;
  let vsix: string;
  let before: readonly string[];

  /** Tabs, views at the side and in the panel, and what stands in the status bar. */
  async function shown(): Promise<readonly string[]> {
    const places = ['.tab', '.part.panel', '.activitybar .action-item', '.notification-toast', '.dialog-box'];
    const texts = await Promise.all(
      places.map(async (place) => {
        const labels = await window.page.locator(place).filter({ visible: true }).allInnerTexts();
        return labels.map((label) => `${place}: ${label.trim()}`);
      }),
    );
    return texts.flat();
  }

  beforeAll(async () => {
    vsix = await packageExtension();
    window = await EditorWindow.openEmpty('light', { manifests: MANIFESTS, settings: SETTINGS });
  });

  afterAll(() => window.close());

  it('shows nothing of it but the word of the editor that it is there', async () => {
    before = await shown();
    await window.installFromFile(vsix);
    const told = window.page.locator('.notification-toast', { hasText: 'Completed installing' });
    await told.waitFor();
    await window.screenshot('installed');
    expect(await window.page.locator('.notification-toast').count()).toBe(1);
    await window.runCommand('Notifications: Clear All Notifications');
    await told.waitFor({ state: 'detached' });
    expect(await shown()).toEqual(before);
  });

  it('stays so with YAML that is no manifest, without a server', async () => {
    await window.openFile('ci.yaml');
    await window.page.locator('.view-line', { hasText: 'jobs' }).waitFor();
    await window.runCommand('Developer: Show Running Extensions');
    const running = window.page.locator('.runtime-extensions-editor .monaco-list-row', {
      hasText: 'Podreach',
    });
    await running.waitFor();
    expect(await window.page.locator('.codelens-decoration').count()).toBe(0);
    await window.page.locator('.tab.active .codicon-close').click();
    await window.page.locator('.tab.active .codicon-close').click();
    expect(await shown()).toEqual(before);
  });

  it('has lenses with the first manifest, and nothing else', async () => {
    await window.openFile('pod.yaml');
    await window.lens('Which pods can reach this?').waitFor();
    await window.page.locator('.tab.active .codicon-close').click();
    expect(await shown()).toEqual(before);
  });
});
