/** The main path of a person who opens the walkthrough's trap, in the window, in a light and a dark theme. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { EditorWindow, type Theme } from './window';

const THEMES: readonly Theme[] = ['light', 'dark'];
let vsix: string;

beforeAll(async () => {
  vsix = await packageExtension();
});

describe.each(THEMES)('the walkthrough in a %s window', (theme) => {
  let window: EditorWindow;

  beforeAll(async () => {
    window = await EditorWindow.open(vsix, theme);
    await window.openFile('3-broken/backend-policy.yaml');
    // The editor can lose lenses that arrive while a panel opens: so nothing is touched before they are there.
    await window.lenses().first().waitFor();
  });

  afterAll(() => window.close());

  it('marks the extra dash and says in the Problems panel what it means', async () => {
    await window.page.locator('.squiggly-warning').first().waitFor();
    const problems = await window.problems();
    await problems.filter({ hasText: 'peer' }).first().waitFor();
    await window.screenshot('problems');
  });

  it('says on hover what a selector matches', async () => {
    const hover = await window.hover('podSelector');
    expect(await hover.innerText()).toContain('pod');
    await window.screenshot('hover');
  });

  it('answers a click on a code lens', async () => {
    await window.lenses().first().click();
    await window.answer().first().waitFor();
    await window.screenshot('answer');
  });
});
