import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../client/src/command-ids';
import { CONTEXT_KEYS, REACHABILITY_VIEW, ROW_CONTEXTS } from '../../client/src/context-keys';
import { REACH_COMMAND } from '../../server/src/lsp/protocol';
import { manifest, manifestTexts } from './manifest';

const { commands, menus, submenus, views, viewsContainers, viewsWelcome } = manifest.contributes;
const contributed = commands.map(({ command }) => command);
const entries: readonly MenuEntry[] = Object.values(menus).flat();

interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

describe('commands', () => {
  it('are contributed if and only if the client registers them', () => {
    expect(contributed.toSorted()).toEqual(Object.values(COMMANDS).toSorted());
  });

  it('are not those of the server, which the client library registers by itself', () => {
    expect(contributed).not.toContain(REACH_COMMAND);
  });

  it('are few and carry the name of the extension as their category', () => {
    const hidden = menus.commandPalette.filter(({ when }) => when === 'false');
    expect(commands.length - hidden.length).toBeLessThanOrEqual(12);
    expect(commands.map(({ category }) => category)).toEqual(commands.map(() => 'Podreach'));
  });
});

describe('menus', () => {
  it('offer what exists', () => {
    const offered = entries.flatMap(({ command }) => command ?? []);
    expect(contributed).toEqual(expect.arrayContaining(offered));
    expect(entries.flatMap(({ submenu }) => submenu ?? [])).toEqual(submenus.map(({ id }) => id));
  });

  it('hide from the palette what only lenses and rows can call', () => {
    const hidden = menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
    expect(hidden).toEqual(
      expect.arrayContaining([COMMANDS.showReachability, COMMANDS.showLocations, COMMANDS.goToTarget]),
    );
  });
});

describe('when clauses', () => {
  const clauses = [...entries, ...Object.values(views).flat()].flatMap(({ when }) => when ?? []);

  /** Keys VS Code sets, and what may be compared with them. */
  const editorKeys = ['view', 'viewItem', 'workspaceFolderCount'];
  const known = [
    ...editorKeys,
    ...Object.values(CONTEXT_KEYS),
    ...Object.values(ROW_CONTEXTS),
    REACHABILITY_VIEW,
  ];

  it('use keys somebody sets', () => {
    const words = clauses.flatMap((clause) => clause.match(/[A-Za-z][\w.]*/gu) ?? []);
    expect(known).toEqual(expect.arrayContaining(words.filter((word) => word !== 'false')));
  });

  it('do not guess by names', () => {
    expect(clauses.filter((clause) => clause.includes('=~'))).toEqual([]);
  });
});

describe('the view', () => {
  it('offers commands that exist while it is empty', () => {
    const linked = viewsWelcome.flatMap(({ contents }) =>
      [...(manifestTexts[contents.slice(1, -1)] ?? '').matchAll(/\(command:([\w.]+)\)/gu)].map(
        ([, id]) => id,
      ),
    );
    expect(linked).toHaveLength(4);
    expect(contributed).toEqual(expect.arrayContaining(linked));
  });

  it('is the one the client fills, in the panel, and hidden until something was asked', () => {
    expect(Object.keys(viewsContainers)).toEqual(['panel']);
    expect(viewsContainers.panel.map(({ id }) => id)).toEqual(Object.keys(views));
    expect(views.podreach).toMatchObject([{ id: REACHABILITY_VIEW, when: CONTEXT_KEYS.asked }]);
  });
});
