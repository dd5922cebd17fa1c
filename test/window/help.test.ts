/** The walkthrough, the language status and the cluster model in the window. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { EditorWindow, type Theme } from './window';

const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];
let vsix: string;

beforeAll(async () => {
  vsix = await packageExtension();
});

describe.each(THEMES)('help in a %s window', (theme) => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open(vsix, theme);
    await window.openFile('3-broken/backend-policy.yaml');
    await window.lens('Selects').waitFor();
  });

  afterAll(() => window.close());

  it('has a walkthrough of five steps, each with a picture and a button', async () => {
    const steps = await window.walkthrough();
    expect(await steps.count()).toBe(5);
    await window.screenshot('walkthrough-page');
    const buttons = ['Ask', 'Explain', 'See what', 'See the whole'];
    for (const [nth, title] of buttons.entries()) {
      await steps.filter({ hasText: title }).click();
      await window.page.locator('.getting-started-step.expanded .button-container').waitFor();
      await window.screenshot(`walkthrough-step-${String(nth + 2)}`);
    }
  });

  it('opens the example from its first step', async () => {
    await window.page.locator('.getting-started-step', { hasText: 'Open a network policy' }).click();
    await window.page.getByRole('button', { name: 'Open an Example' }).click();
    await window.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await window.page.keyboard.press('Control+End');
    await window.lens('Selects').waitFor();
    await window.screenshot('example');
  });

  it('says in the language status on what answers rest, and leads to the model', async () => {
    await window.openFile('3-broken/backend-policy.yaml');
    const status = await window.languageStatus();
    await window.screenshot('status');
    expect(await status.innerText()).toMatch(/\d+ workloads, \d+ namespaces, \d policies from \d+ files/u);
    await vi.waitFor(() => showModel(window), { timeout: 60_000 });
    await window.page.locator('.view-line', { hasText: 'Policies' }).waitFor();
    await window.screenshot('cluster-model');
  });

  it('collects what a report needs', async () => {
    await window.runCommand('Podreach: Collect Diagnostics Information');
    await window.page.locator('.view-line', { hasText: 'Podreach diagnostics information' }).waitFor();
    await window.screenshot('diagnostics');
  });
});

/** The popup is drawn anew when another extension adds a line to it, and a click on the old one is lost. */
async function showModel(window: EditorWindow): Promise<void> {
  const status = await window.languageStatus();
  await status.getByText('Show', { exact: true }).click({ timeout: 5000 });
  await window.page.locator('.tab.active', { hasText: 'Cluster Model.md' }).waitFor({ timeout: 5000 });
}
