/** The main path of a person who opens the walkthrough's trap, in the window, in three themes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/package.mjs';
import { EditorWindow, type Theme } from './window';

const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];
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
    await window.lens('Selects').waitFor();
  });

  afterAll(() => window.close());

  it('marks the extra dash and says in the Problems panel what it means', async () => {
    await window.squiggle().waitFor();
    const problem = await window.problem('peer-or-instead-of-and');
    await window.screenshot('problems');
    const text = await problem.innerText();
    expect(text).toContain('two peers');
    expect(text).toContain('(OR)');
  });

  it('says on hover what a selector matches', async () => {
    const hover = await window.hover('podSelector');
    await window.screenshot('hover');
    expect(await hover.innerText()).toContain('development/backend');
  });

  it('answers a click on a code lens with who can reach the pods and who cannot', async () => {
    await window.lens('Selects').click();
    await window.answer('production/frontend').waitFor();
    await window.screenshot('answer');
    const rows = await window.answers().allInnerTexts();
    const [can, cannot] = split(rows, 'Cannot reach it');
    expect(can.join('\n')).toContain('development/client');
    expect(cannot.join('\n')).toContain('production/frontend');
  });

  it('leads by keyboard from an answer to the line that decides', async () => {
    await window.chooseAnswer('development/client');
    // The deciding peer, lines 21 to 23, is selected: the cursor stands at its end.
    await window.cursorLine('23').waitFor();
    await window.screenshot('decision');
  });
});

/** The rows before and after the one that begins with a heading. */
function split(rows: readonly string[], heading: string): readonly [readonly string[], readonly string[]] {
  const place = rows.findIndex((row) => row.startsWith(heading));
  expect(place, rows.join('\n')).toBeGreaterThan(0);
  return [rows.slice(0, place), rows.slice(place)];
}
