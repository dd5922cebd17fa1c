/** Podreach where there is nothing but a browser: client and server are workers, and files come through VS Code. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../scripts/build.mjs';
import { loadInBrowser } from './browser-extension';
import { EditorWindow } from './window';

describe('in a browser alone', () => {
  let window: EditorWindow;

  beforeAll(async () => {
    await buildAll({ production: true });
    window = await EditorWindow.openWith(loadInBrowser, 'light');
    await window.openFile('3-broken/backend-policy.yaml');
    await window.lens('Selects').waitFor();
  });

  afterAll(() => window.close());

  it('counts the workloads of files that are not open', async () => {
    await window.lens('Reachable from 2 of 3').waitFor();
  });

  it('marks the extra dash', async () => {
    await window.squiggle().waitFor();
  });

  it('answers who can reach the pods and who cannot', async () => {
    await window.lens('Selects').click();
    await window.answer('production/frontend').waitFor();
    await window.screenshotInEachTheme('browser');
    expect((await window.answers().allInnerTexts()).join('\n')).toContain('Cannot reach it');
  });
});
