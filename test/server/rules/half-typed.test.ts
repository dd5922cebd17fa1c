/** Whatever stands in a file while somebody types, no rule fails, and every range lies in the text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { many } from '../../thoroughness';
import { allFixtures, applyFix, check, readFixture } from './fixture';

const texts = allFixtures()
  .map(({ source }) => readFixture(source).text)
  .filter((text) => text.includes('NetworkPolicy'));

const anyText = fc.constantFrom(...texts);
const PIECES = [
  '\n',
  ':',
  '- ',
  '  ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '&a ',
  '*a',
  '|',
  '\t',
  '<<: ',
  'null',
  '?',
  '---\n',
];

function expectSound(text: string): void {
  const found = check(text);
  for (const { range, message, fixes = [] } of found) {
    expect(message).not.toMatch(/undefined|\[object/u);
    for (const { start, end } of [range, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.range))]) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }
    for (const { edits } of fixes) {
      const sorted = edits.toSorted((a, b) => a.range.start - b.range.start);
      for (const [index, edit] of sorted.entries()) {
        expect(edit.range.start).toBeGreaterThanOrEqual(sorted[index - 1]?.range.end ?? 0);
      }
    }
    for (const fix of fixes) {
      const fixed = applyFix(text, fix);
      expect(syntaxFaults(fixed), `${fix.title}\n${text}\n=>\n${fixed}`).toBeLessThanOrEqual(
        syntaxFaults(text),
      );
    }
  }
}

function syntaxFaults(text: string): number {
  return check(text).filter(({ code }) => code === 'yaml-syntax').length;
}

test('cut off anywhere', () => {
  fc.assert(
    fc.property(anyText, fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
      expectSound(text.slice(0, Math.floor(text.length * share)));
    }),
    { numRuns: many(1500) },
  );
});

test('with a piece put in or taken out', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(anyText, place, fc.nat(12), fc.constantFrom(...PIECES), (text, share, removed, piece) => {
      const at = Math.floor(text.length * share);
      expectSound(text.slice(0, at) + piece + text.slice(at + removed));
    }),
    { numRuns: many(1500) },
  );
});

test('with lines lost or doubled', () => {
  fc.assert(
    fc.property(anyText, fc.nat(60), fc.boolean(), (text, line, doubled) => {
      const lines = text.split('\n');
      const at = line % lines.length;
      lines.splice(at, doubled ? 0 : 1, ...(doubled ? [lines[at] ?? ''] : []));
      expectSound(lines.join('\n'));
    }),
    { numRuns: many(1500) },
  );
});
