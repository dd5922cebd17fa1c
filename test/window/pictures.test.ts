/**
 * Takes the pictures of the walkthrough; each shows what its alternative text names. They are dark: a light one glares
 * in a dark window, a dark one is quiet in a light one. The window is small, for they are shown small.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { EditorWindow } from './window';

const STAGES = path.join(import.meta.dirname, '..', '..', 'examples', 'aks-walkthrough');
const WIDTH = 760;

/** A stage of the examples without the comments that explain it. */
async function stage(name: string): Promise<ReadonlyMap<string, string>> {
  const files = ['backend-policy', 'backend', 'client', 'frontends', 'namespaces'].map(
    (file) => `${file}.yaml`,
  );
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const text = await readFile(path.join(STAGES, name, file), 'utf8');
        return [file, text.replaceAll(/^#.*\n/gmu, '')] as const;
      }),
    ),
  );
}

describe('pictures of the walkthrough', () => {
  let vsix: string;
  let window: EditorWindow;

  /** A small window on one of the stages, with nothing but its policy. */
  async function openStage(name: string): Promise<void> {
    window = await EditorWindow.open(vsix, 'dark', {
      manifests: await stage(name),
      settings: {
        'editor.minimap.enabled': false,
        'breadcrumbs.enabled': false,
        'window.commandCenter': false,
      },
    });
    await window.page.setViewportSize({ width: WIDTH + 48, height: 760 });
    await window.openFile('backend-policy.yaml');
    await window.lens('Selects').waitFor();
    await window.runCommand('View: Close Primary Side Bar');
  }

  beforeAll(async () => {
    vsix = await packageExtension();
  });

  describe('of the policy with a trap', () => {
    beforeAll(() => openStage('3-broken'));
    afterAll(() => window.close());

    it('shows what it selects, a hover and the mark', async () => {
      await window.squiggle().waitFor();
      await window.hover('podSelector');
      await window.picture('example', window.page.locator('.part.editor'), 540);
    });
  });

  describe('of the policy that is right', () => {
    beforeAll(() => openStage('3'));
    afterAll(() => window.close());
    beforeEach(async () => {
      await window.runCommand('View: Focus Active Editor Group');
    });

    it('shows the answer', async () => {
      await window.lens('Selects').click();
      await window.answer('production/frontend').waitFor();
      await window.picture('ask', window.page.locator('.part.panel'), 240);
      await window.runCommand('Podreach: Clear Answers');
    });

    it('shows the explanation', async () => {
      await window.runCommand('Podreach: Explain a Connection');
      await window.choices().filter({ hasText: '1/3' }).waitFor();
      await window.page.keyboard.type('production/frontend');
      await window.choose('2/3');
      await window.choose('3/3');
      await window.page.keyboard.press('Enter');
      await window.answer('Nearly').waitFor();
      await window.picture('explain', window.page.locator('.part.panel'), 192);
      await window.runCommand('Podreach: Clear Answers');
    });

    it('shows the map with what the edit adds', async () => {
      await window.page.setViewportSize({ width: 1240, height: 760 });
      await window.runCommand('View: Hide Panel');
      await window.overwrite('18:9', '- ');
      await window.runCommand('Podreach: Show Connectivity Map');
      await window.map().getByText('added by unsaved edits').waitFor();
      await window.picture('map', window.page.locator('iframe.webview'), 640);
      await window.page.locator('.tab', { hasText: 'Connectivity Map' }).locator('.codicon-close').click();
    });

    it('shows what the edit changed', async () => {
      await window.page.setViewportSize({ width: WIDTH + 48, height: 760 });
      await window.lens('connections since HEAD').click();
      await window.answer('development/client').waitFor();
      await window.picture('changes', window.page.locator('.part.editor').locator('xpath=../..'), 508);
    });
  });
});
