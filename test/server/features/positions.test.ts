import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createPositions } from '../../../server/src/features/positions';
import { RUNS } from '../../thoroughness';
import { fileNamed, fixture } from './fixture';

function fileOf(text: string) {
  return fileNamed(fixture(`# file: a.yaml\n${text}`).view, 'a.yaml');
}

describe('positions', () => {
  it.each([
    ['a\nb', 2, { line: 1, character: 0 }],
    ['a\r\nb', 3, { line: 1, character: 0 }],
    ['a\rb', 2, { line: 1, character: 0 }],
    ['😀b', 2, { line: 0, character: 2 }],
    ['e\u0301b', 2, { line: 0, character: 2 }],
    ['', 0, { line: 0, character: 0 }],
  ])('count lines and UTF-16 units: %j at %i', (text, offset, position) => {
    const file = fileOf(text);
    const positions = createPositions();
    expect(positions.position(file, offset)).toEqual(position);
    expect(positions.offset(file, position)).toBe(offset);
  });

  it('out of range are drawn to the nearest place', () => {
    const file = fileOf('ab\ncd');
    const positions = createPositions();
    expect(positions.offset(file, { line: 99, character: 99 })).toBe(5);
    expect(positions.offset(file, { line: 0, character: 99 })).toBe(2);
  });

  it('come back as the offsets they were made from', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', ' ', '😀', 'é') });
    fc.assert(
      fc.property(text, fc.nat(), (written, at) => {
        const file = fileOf(written);
        const offset = at % (file.text.length + 1);
        const positions = createPositions();
        expect(positions.offset(file, positions.position(file, offset))).toBe(offset);
      }),
    );
  });

  it('are those of the whole text, however many documents it has', () => {
    const line = fc.constantFrom('---', '...', '# c', '', 'a: 😀', '{"a": 1}', '{"b": {}}{"c": 2}', '{');
    const end = fc.constantFrom('\n', '\r\n', '\r', '');
    const written = fc.array(fc.tuple(line, end), { maxLength: 12 }).map((lines) => lines.flat().join(''));
    fc.assert(
      fc.property(
        written,
        fc.integer({ min: -1, max: 14 }),
        fc.integer({ min: -1, max: 30 }),
        (text, row, column) => {
          const file = fileOf(text);
          const whole = TextDocument.create('', 'yaml', 0, file.text);
          const positions = createPositions();
          const at = { line: row, character: column };
          expect(positions.offset(file, at)).toBe(whole.offsetAt(at));
          for (let offset = -1; offset <= file.text.length + 1; offset++) {
            expect(positions.position(file, offset)).toEqual(whole.positionAt(offset));
          }
        },
      ),
      { numRuns: 2 * RUNS },
    );
  });

  it('of a range name its file', () => {
    const file = fileOf('a\nb');
    expect(createPositions().location(file, { start: 0, end: 2 })).toEqual({
      uri: file.file,
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
    });
  });
});

describe('positions in an editor that keeps the byte order mark', () => {
  const file = fileOf('a: 1\nb: 2');
  const positions = createPositions(() => true);

  it('are one character further in the first line, and there only', () => {
    expect(positions.position(file, 3)).toEqual({ line: 0, character: 4 });
    expect(positions.position(file, 8)).toEqual({ line: 1, character: 3 });
  });

  it('lead back to the same offsets', () => {
    expect(positions.offset(file, { line: 0, character: 4 })).toBe(3);
    expect(positions.offset(file, { line: 0, character: 0 })).toBe(0);
    expect(positions.offset(file, { line: 1, character: 3 })).toBe(8);
  });
});
