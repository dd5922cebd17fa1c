import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitDocuments } from '../../../server/src/manifests/split-documents';
import { splitEdited } from '../../../server/src/manifests/split-edited';
import { RUNS } from '../../thoroughness';

/** The documents of a text that another one was made of, and how many of the former were left alone. */
function again(before: string, text: string) {
  const ranges = splitDocuments(before);
  const split = splitEdited(text, { text: before, ranges });
  if (split === undefined) return undefined;
  const by = text.length - before.length;
  const behind = ranges.slice(ranges.length - split.back);
  const moved = behind.map(({ start, end }) => ({ start: start + by, end: end + by }));
  return { ...split, ranges: [...ranges.slice(0, split.front), ...split.middle, ...moved] };
}

const MANY = Array.from({ length: 9 }, (_, nth) => `a: ${nth}\n`).join('---\n');

describe('after an edit', () => {
  it('most documents are left alone', () => {
    expect(again(MANY, MANY.replace('4', 'four'))).toMatchObject({ front: 3, back: 3 });
  });

  it('a marker that comes or goes concerns the documents beside it', () => {
    const joined = MANY.replace('a: 4\n---\n', 'a: 4\n--\n');
    expect(again(MANY, joined)).toMatchObject({ front: 4, back: 2 });
    expect(again(joined, MANY)).toMatchObject({ front: 3, back: 2 });
  });

  it('texts that may be JSON are cut as a whole', () => {
    expect(again('{"a": 1}{"b": 2}', '{"a": 1} {"b": 2}')).toBeUndefined();
    expect(again('a: 1\n', '{"a": 1}{"b": 2}')).toBeUndefined();
  });

  it('the documents are those of the whole text', () => {
    const line = fc.constantFrom('---', '...', '%YAML', '# c', '', 'a: 1', '--- b', ' ---', '---x', '{', '-');
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const written = fc.array(fc.tuple(line, end), { maxLength: 16 }).map((lines) => lines.flat().join(''));
    const piece = fc.constantFrom(
      '',
      '-',
      '--',
      '---\n',
      '...\n',
      '\n',
      '\r',
      '#',
      'x',
      '{',
      '\n---\na: 2\n',
    );
    fc.assert(
      fc.property(written, fc.nat(), fc.nat(12), piece, (text, at, length, insert) => {
        const from = at % (text.length + 1);
        const edited = text.slice(0, from) + insert + text.slice(from + length);
        const found = again(text, edited);
        fc.pre(found !== undefined);
        expect(found?.ranges).toEqual(splitDocuments(edited));
      }),
      { numRuns: 20 * RUNS },
    );
  });
});
