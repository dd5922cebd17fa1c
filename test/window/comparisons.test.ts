/** What an edit changed and why a connection is denied, as they are seen and asked for, in three themes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { EditorWindow, type Theme } from './window';

const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];
let vsix: string;

beforeAll(async () => {
  vsix = await packageExtension();
});

describe.each(THEMES)('comparisons in a %s window', (theme) => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open(vsix, theme);
    await window.openFile('3/backend-policy.yaml');
    await window.lens('Selects').waitFor();
  });

  afterAll(() => window.close());

  it('count above an edited policy what changed, and list it on a click', async () => {
    await window.replaceWord('frontend', 'backend');
    await window.lens('connections since HEAD').waitFor();
    await window.screenshot('change-lens');
    await window.lens('connections since HEAD').click();
    await window.answer('development/frontend').waitFor();
    await window.screenshot('changes');
    expect((await window.answers().allInnerTexts()).join('\n')).toContain('Removed (1)');
  });

  it('explain a connection, step by step', async () => {
    await window.runCommand('Podreach: Explain a Connection');
    await window.choices().filter({ hasText: 'Who connects' }).or(window.choices()).first().waitFor();
    await window.page.keyboard.type('production/frontend');
    await window.screenshot('explain-from');
    await window.choose('2/3');
    await window.screenshot('explain-to');
    await window.choose('3/3');
    await window.screenshot('explain-port');
    await window.page.keyboard.press('Enter');
    await window.answer('Nearly').waitFor();
    await window.screenshot('explanation');
    expect((await window.answers().allInnerTexts()).join('\n')).toContain('production/frontend');
  });
});
