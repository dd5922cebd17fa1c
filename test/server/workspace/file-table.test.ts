/**
 * A table of files is a map that edits share: what is exchanged in one is not in those before it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedNames, FileTable } from '../../../server/src/workspace/file-table';

/** More than fit on a page. */
const NAMES = Array.from({ length: 100 }, (_, nth) => `file-${String(nth).padStart(3, '0')}`);

const table = FileTable.of(NAMES.map((name) => [name, `the text of ${name}`]));

describe('a table of files', () => {
  it('is read as a map with these entries in this order', () => {
    const map = new Map(NAMES.map((name) => [name, `the text of ${name}`]));
    expect([...table]).toEqual([...map]);
    expect([...table.keys()]).toEqual([...map.keys()]);
    expect([...table.values()]).toEqual([...map.values()]);
    expect(new Map(table)).toEqual(map);
    expect(table.size).toBe(100);
    expect(table.has('file-099')).toBe(true);
    expect(table.has('file-100')).toBe(false);
    expect(table.get('file-100')).toBeUndefined();
    const told: string[] = [];
    table.forEach((file, name, all) => told.push(`${name}: ${file} of ${all.size}`));
    expect(told).toHaveLength(100);
    expect(told[99]).toBe('file-099: the text of file-099 of 100');
  });

  it('stays as it is when files are exchanged in the next one', () => {
    const next = table.with([['file-050', 'another text']]);
    expect(next.get('file-050')).toBe('another text');
    expect(next.get('file-051')).toBe('the text of file-051');
    expect(table.get('file-050')).toBe('the text of file-050');
    expect([...next.keys()]).toEqual(NAMES);
  });

  it('refuses to be given another name, for which it has no place', () => {
    expect(() => table.with([['file-100', 'text']])).toThrow('file-100');
  });

  it('tells the names under which another one differs, whatever was exchanged, came or went', () => {
    const texts = fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom('a', 'b'), { maxKeys: 60 });
    fc.assert(
      fc.property(texts, texts, (some, others) => {
        const before = FileTable.of(Object.entries(some));
        const exchanged = before.with(Object.entries(others).filter(([name]) => before.has(name)));
        const made = FileTable.of(Object.entries(others));
        for (const now of [before, exchanged, made, new Map(made)]) {
          const differing = NAMES.filter((name) => before.get(name) !== now.get(name));
          expect(changedNames(before, now).toSorted()).toEqual(differing);
        }
      }),
      { numRuns: 50 },
    );
  });
});
