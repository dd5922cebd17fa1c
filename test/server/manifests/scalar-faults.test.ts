import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { mark } from './marked-text';

function problemsOf(text: string): readonly (readonly [string, string])[] {
  return readManifestFile('a.yaml', text).documents.flatMap(({ problems }) =>
    problems.map(({ range, message }) => [mark(text, range), message] as const),
  );
}

const INFINITY =
  'YAML reads this as infinity, which no manifest can hold. If it is meant as text, put it in quotes.';

/** All of these, the YAML library reads; the reader of Kubernetes 1.37 does not. */
describe('scalars that kubectl refuses', () => {
  test.each([
    ['a: !!int «web»', '"web" cannot be read as !!int. Remove the tag, or write a value that fits it.'],
    [
      'a: !!bool «»\nb: c',
      'Nothing cannot be read as !!bool. Remove the tag, or write a value that fits it.',
    ],
    ['!!int «a»: b', '"a" cannot be read as !!int. Remove the tag, or write a value that fits it.'],
    ['a: [!!str«»]', 'A blank is missing behind this tag.'],
    ['a: «.inf»', INFINITY],
    ['a: [b, «-.Inf»]', INFINITY],
    [
      'a: «.nan»',
      'YAML reads this as no number, which no manifest can hold. If it is meant as text, put it in quotes.',
    ],
    ['a: «"b\\/c"»', '\\/ is no escape sequence here. Write the / alone.'],
    [
      'a: «"\\ud83d\\ude00"»',
      'Half a sign (\\ud8…) cannot be written in YAML. Write the sign itself, or \\U and its eight digits.',
    ],
    [
      'a:\n  b: «"C:\\"»\nc: "d"',
      'This quote is never closed: \\" is a quote within the text. Write \\\\" for a backslash at its end.',
    ],
    ["a: «'b''»", "This quote is never closed. Write ' at the end of the text."],
    ['a: &b.c «d»', 'The name b.c of an anchor may have letters from a to z, digits, - and _ only.'],
  ])('%s', (marked, message) => {
    expect(problemsOf(marked.replaceAll(/[«»]/gu, ''))).toEqual([[marked, message]]);
  });

  test('an alias has the same names as anchors', () => {
    expect(problemsOf('a: *b.c').map(([, message]) => message)).toContain(
      'The name b.c of an anchor may have letters from a to z, digits, - and _ only.',
    );
  });

  test('a long text is not repeated', () => {
    expect(problemsOf(`a: !!int ${'b'.repeat(50)}`)[0]?.[1]).toMatch(/^This cannot be read/u);
  });

  test('what cannot be read is not taken for missing, which would allow more', () => {
    const [document] = readManifestFile('a.yaml', 'port: !!int web\nendPort: .inf\n').documents;
    expect(document?.value).toEqual({ port: 'web', endPort: Infinity });
  });
});

describe('scalars that kubectl reads, too', () => {
  test.each([
    '.inf: b',
    'a: ".inf"',
    "a: 'b\\/c'",
    'a: "don\\\'t"',
    'a: "C:\\\\"',
    'a: "\\\\ud83d"',
    'a: &b-c_1 d\ne: *b-c_1',
    'a: !b {c: d}',
    'a: !!str\nb: c',
    '{"a": "b\\/c \\ud83d\\ude00"}',
  ])('%s', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});
