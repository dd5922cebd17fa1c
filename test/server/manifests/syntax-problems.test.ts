import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { many } from '../../thoroughness';
import { mark } from './marked-text';

/** The text with each problem marked, and the messages. */
function problemsOf(text: string): readonly (readonly [string, string])[] {
  return readManifestFile('a.yaml', text).documents.flatMap(({ problems }) =>
    problems.map(({ range, message }) => [mark(text, range), message] as const),
  );
}

const TABS = 'YAML cannot be indented with tabs. Use spaces.';

/** The marks stand around the range of the one problem. */
const FAULTS: readonly (readonly [string, string])[] = [
  ['a:\n«\t»b: 1\n', TABS],
  ['a:\n  b: 1\n  «\t»c: 1\n', TABS],
  ['spec:\n  - a\n«\t»- b\n', TABS],
  ['a:\n-«\t»b\n', TABS],
  ['a:\n- «\t»b: 1\n', TABS],
  ['a: 1\n«\t»\nb: 2\n', TABS],
  ['a: 1\n«\t»# note\nb: 2\n', TABS],
  ['a: 1\n«\t»', TABS],
  ['a:\n «\t»\n', TABS],
  ['a: "b"\n  «\t»\nc: d\n', TABS],
  ['a: b # note\n  «\t»\nc: d\n', TABS],
  ['- a: b\n  «\t»\n', TABS],
  ['a: [b\n«\t»]\n', TABS],
  ['a: {b: c\n«\t»}\n', TABS],
  ['a: |\n  «\t»x\n  y\n', TABS],
  ['a: |\n  x\n«\t»\n  y\n', TABS],
  ['a: «"b»\nc: d\n', 'This quote is never closed. Write " at the end of the text.'],
  ["a: «'b»\nc: d\n", "This quote is never closed. Write ' at the end of the text."],
  ['{"a": «"b»', 'This quote is never closed. Write " at the end of the text.'],
  ['a: «[»1, 2\nb: 3\n', '"[" is never closed. Write "]" at its end; what is between must be indented.'],
  ['a: «{»b: 1\nc: 2\n', '"{" is never closed. Write "}" at its end; what is between must be indented.'],
  ['a: [b, «[»c\nd: 1\n', '"[" is never closed. Write "]" at its end; what is between must be indented.'],
  ['«{»"a": {"b": 1}\n', '"{" is never closed. Write "}" at its end; what is between must be indented.'],
  ['key: [a, b]«]»', '"]" closes nothing. Delete it.'],
  ['key: «}»', '"}" closes nothing. Delete it.'],
  ['{"a": 1,«,» "b": 2}', 'There is nothing in front of this comma. Delete it.'],
  ['{"a" «1»}', 'A comma or colon is missing in front of "1".'],
  ['{"a": «1»\n"b": 2}', 'A comma or colon is missing behind "1".'],
  ['a: {b: «1» c: 2}', 'A comma or colon is missing behind "1".'],
  ['a: [«-» b]', 'A list with dashes cannot stand within brackets.'],
  ['spec:\n  «pod»\n  x: 1\n', '"pod" has no colon. Write "pod:".'],
  ['spec:\n  x: 1\n  «pod»\n', '"pod" has no colon. Write "pod:".'],
  ['«a:b»\nc: d', 'A blank is missing behind the colon. Write "a: b".'],
  ['a:\n  - x\n  «-y»\n', 'A blank is missing behind the dash. Write "- y".'],
  ['a: «b: c»\n', 'There is a second colon on this line. Put the value in quotes, or start a new line.'],
  ['a: «b:»\n', 'There is a second colon on this line. Put the value in quotes, or start a new line.'],
  [
    'a: 1\n  «b:» 2\n',
    '"b:" is indented below a key that has the value "1". Indent it as that key, or remove the value.',
  ],
  [
    'a:\n- b\n«# c»\n d\n',
    'A text cannot go on behind a comment. Move the comment, or end the text above it.',
  ],
  ['a: b\n«# c»\n  d\n', 'A text cannot go on behind a comment. Move the comment, or end the text above it.'],
  ['a: «-» b\n', 'A list cannot start on the line of its key. Put the dash on the next line.'],
  [
    'a:\n    b: 1\n  «c:» 1\n',
    '"c:" does not start in the same column as the keys it belongs to. Line it up with them.',
  ],
  [
    '- - a\n «-» b\n',
    '"-" does not start in the same column as the other items of its list. Line it up with them.',
  ],
  [' a: 1\n«b:» 2', '"b:" does not line up with the lines above. Indent it as its neighbours.'],
  ['- a\n«b:» 1', '"b:" does not line up with the lines above. Indent it as its neighbours.'],
  ['a: "b" «c»\nd: 1', 'Nothing may follow a closing quote. Put the whole value into one pair of quotes.'],
  ["a: 'it'«s'»\n", 'Nothing may follow a closing quote. Put the whole value into one pair of quotes.'],
  ['a: >«bad»\n x', '"bad" cannot stand here. If it belongs to a text, put the text in quotes.'],
  ['a: «@b»\n', 'A value cannot start with @. Put it in quotes.'],
  ['a: «`b`»\n', 'A value cannot start with `. Put it in quotes.'],
  ['a: «%b»\n', 'A value cannot start with %. Put it in quotes.'],
  ['a: "x«\\q»"\n', '\\q is no escape sequence. Write \\\\q, or use single quotes.'],
  ['a: «*»\n', 'A name is missing behind the *. If it is meant as text, put it in quotes.'],
  ['a: &x «&y» 1', 'A value can have only one anchor. Delete this one.'],
  ['a: !x «!y» 1', 'A value can have only one tag. Delete this one.'],
  ['a: «!<x»\n', 'This tag cannot be read. If the ! is meant as text, put it in quotes.'],
  [
    '«<<<<<<< HEAD»\na: 1\n=======\na: 2\n>>>>>>> other\n',
    'This file has an unresolved merge conflict. Choose a side and delete the markers.',
  ],
  ['a: 1\nb: x«\u0001»\n', 'The control character U+0001 is not allowed in YAML. Delete it.'],
];

describe('syntax problems', () => {
  test.each(FAULTS)('%s', (source, message) => {
    const text = source.replace(/[«»]/gu, '');
    expect(problemsOf(text)).toEqual([[source, message]]);
  });

  test.each(FAULTS)('in a later document the same place is meant: %s', (source, message) => {
    const before = 'kind: Pod\n---\n';
    const text = before + source.replace(/[«»]/gu, '');
    expect(problemsOf(text)).toEqual([[before + source, message]]);
  });

  test.each(FAULTS)('with Windows line ends the same place is meant: %s', (source, message) => {
    const windows = source.replaceAll('\n', '\r\n');
    expect(problemsOf(windows.replace(/[«»]/gu, ''))).toEqual([[windows, message]]);
  });

  test.each([
    'a: "b"# a comment right behind a quote\n',
    '{\n\t"a":\t"b"\n}\n',
    'a:\tb\t\n',
    'a: "x\n  \ty"\n',
    'a: |\n  x\n  \ty\n',
    'a: b\n     \t\nc: d\n',
    'a: [\n  b\n]\n',
    'a:\n- b\n- c\n',
    '? a\n: b\n',
    '---\n...\n',
    'a: 1\na: 2\n',
    'a: b\n  c\n \t\nd: e\n',
    'a: b\n \t# note\nd: e\n',
    'a: |1\n \tb\n',
    'a: {\n\tb: "c"\n\t}\n',
    'a: |# note\n  b\n',
    'a: >-# note\n  b\n',
    "a: 'b''c'''",
  ])('kubectl reads %j, so there is none', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test('JSON with tabs for indentation, however long', () => {
    const items = Array.from({ length: many(20_000) }, (_, n) => `\t{\n\t\t"n": ${n}\n\t}`).join(',\n');
    expect(problemsOf(`[\n${items}\n]`)).toEqual([]);
  });

  test('one broken document leaves the others alone', () => {
    const text = 'kind: Pod\n---\na: [\n---\nkind: Service\n';
    const { documents } = readManifestFile('a.yaml', text);
    expect(documents.map(({ problems }) => problems.length)).toEqual([0, 1, 0]);
    expect(documents.map(({ resources }) => resources.map(({ kind }) => kind))).toEqual([
      ['Pod'],
      [],
      ['Service'],
    ]);
  });

  test('no range is long, whatever stands on the line', () => {
    const text = `a: "${'x'.repeat(100_000)}`;
    const [problem] = readManifestFile('a.yaml', text).documents[0]?.problems ?? [];
    expect((problem?.range.end ?? 0) - (problem?.range.start ?? 0)).toBeLessThanOrEqual(200);
    expect(problem?.message.length).toBeLessThan(200);
  });
});
