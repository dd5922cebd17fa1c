import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, type CutText } from '../../../server/src/manifests/cut-text';
import { createDocumentCache } from '../../../server/src/manifests/document-cache';
import { RUNS } from '../../thoroughness';

const OPTIONS = { cache: createDocumentCache(), notJudged: undefined };

/** A text after each of several edits, each cut with what the one before it left. */
function history(...texts: readonly string[]): readonly CutText[] {
  const cuts: CutText[] = [];
  for (const text of texts) cuts.push(cutText(text, OPTIONS, cuts.at(-1)));
  return cuts;
}

function numbers({ bodies }: CutText): readonly number[] {
  return bodies.map(({ number }) => number);
}

const THREE = 'a: 1\n---\nb: 1\n---\nc: 1\n';

describe('what documents hold', () => {
  it('is the same object for those that an edit left alone', () => {
    const [before, now] = history(THREE, THREE.replace('b: 1', 'b: 1\nd: 2'));
    const same = before?.bodies.map((body, nth) => body === now?.bodies[nth]);
    expect(same).toEqual([true, false, true]);
    expect(now && numbers(now)).toEqual(before && numbers(before));
  });

  it('keeps its number when documents in front of it join, part, come and go', () => {
    const cuts = history(
      THREE,
      THREE.replace('---\nb', '--\nb'),
      THREE,
      THREE.replace('---\nb: 1\n', ''),
      `new: 1\n---\n${THREE}`,
      THREE,
    );
    const last = cuts.map(({ bodies }) => bodies.at(-1));
    expect(new Set(last).size).toBe(1);
  });

  it('is numbered anew when there is no room for more', () => {
    const documents = Array.from({ length: 40 }, (_, nth) => `a: ${nth}\n`);
    const texts = documents.map((_, nth) =>
      ['first: 1\n', ...documents.slice(0, nth), 'last: 1\n'].join('---\n'),
    );
    for (const cut of history(...texts))
      expect(numbers(cut)).toEqual([...new Set(numbers(cut))].toSorted((a, b) => a - b));
  });

  it.each<[string, readonly boolean[]]>([
    ['a: 1\n---\nb: 2\n', [false, false]],
    ['a: 1\n...\n---\nb: 2\n', [false, false]],
    ['a: 1\n...\n# note\n---\nb: 2\n', [false, false]],
    ['a: 1\n...\nb: 2\n', [false, true]],
    ['a: 1\n...\nb: 2\n... # over\nc: 3\n---\nd: 4\n', [false, true, true, false]],
    ['...\na: 1\n', [false]],
    ['{"a": 1}{"b": 2}', [false, false]],
  ])('is nothing to kubectl behind an end, up to the next marker: %j', (text, expected) => {
    const passedOver = cutText(text, OPTIONS).bodies.map(({ content }) => content.read().problems.length > 0);
    expect(passedOver).toEqual(expected);
  });

  it('counts as not judged once the file is a patch', () => {
    const [before] = history(THREE);
    const now = cutText(THREE, { ...OPTIONS, notJudged: 'patch' }, before);
    expect(now.bodies.map(({ notJudged }) => notJudged)).toEqual(['patch', 'patch', 'patch']);
    expect(numbers(now)).toEqual(before && numbers(before));
  });

  it('is what the text says, with rising numbers, after any edits', () => {
    const document = fc.constantFrom('a: 1\n', 'b: 2\n', '---\n', '...\n', '# c\n', '{"a": 1}', '\n---\n');
    const text = fc.array(document, { maxLength: 9 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (texts) => {
        for (const cut of history(...texts)) {
          const scratch = cutText(cut.text, OPTIONS);
          expect(cut.ranges).toEqual(scratch.ranges);
          expect(cut.bodies.map((body) => body.text)).toEqual(scratch.bodies.map((body) => body.text));
          const same = cut.bodies.map(({ content }, nth) => content === scratch.bodies[nth]?.content);
          expect(same).not.toContain(false);
          expect(numbers(cut)).toEqual([...new Set(numbers(cut))].toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 2 * RUNS },
    );
  });
});
