import { expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';

function bodies(text: string) {
  return readManifestFile('a.yaml', text).documents.map(({ body }) => body);
}

test.each([
  [
    'a: 1\n---\nb: 2',
    [
      { lineEnds: 1, lastLine: 0 },
      { lineEnds: 1, lastLine: 4 },
    ],
  ],
  ['a: 1\r\nb: 2\r', [{ lineEnds: 2, lastLine: 0 }]],
  [
    '{"a": 1}{"b":\n 2}',
    [
      { lineEnds: 0, lastLine: 8 },
      { lineEnds: 1, lastLine: 3 },
    ],
  ],
  ['', [{ lineEnds: 0, lastLine: 0 }]],
])('%j takes so many lines', (text, extents) => {
  expect(bodies(text).map(({ extent }) => extent)).toEqual(extents);
});

test('a word is mentioned in one document, not in the other', () => {
  const [first, second] = bodies('kind: Pod\n---\nkind: Service\n');
  expect([first?.mentions('Pod'), second?.mentions('Pod'), second?.mentions('Service')]).toEqual([
    true,
    false,
    true,
  ]);
});

test('line ends of old are unusual, those of Windows are not', () => {
  const found = bodies('a: 1\r\n---\r\nb: 2\rc: 3\n---\nd: "\u2028"\n').map(
    (body) => body.hasUnusualLineEnds,
  );
  expect(found).toEqual([false, true, true]);
});
