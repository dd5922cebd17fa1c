import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitDocuments } from '../../../server/src/manifests/split-documents';

function parts(text: string): readonly string[] {
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}

describe('splitDocuments', () => {
  test.each<[string, string, readonly string[]]>([
    ['one document without markers', 'a: 1\n', ['a: 1\n']],
    ['an empty file', '', ['']],
    ['a file of comments', '# nothing\n\n', ['# nothing\n\n']],
    ['a marker in front of the first document', '---\na: 1\n', ['---\na: 1\n']],
    ['comments in front of the first marker', '# a\n\n---\na: 1\n', ['# a\n\n---\na: 1\n']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['an empty document at the end', 'a: 1\n---\n', ['a: 1\n', '---\n']],
    ['an empty document in the middle', '---\n---\n# c\n---\na: 1', ['---\n', '---\n# c\n', '---\na: 1']],
    ['a marker without a line end', 'a: 1\n---', ['a: 1\n', '---']],
    ['a comment behind the marker', 'a: 1\n--- # second\nb: 2', ['a: 1\n', '--- # second\nb: 2']],
    ['a value behind the marker', '--- {a: 1}\n--- b', ['--- {a: 1}\n', '--- b']],
    ['Windows line ends', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['lone carriage returns', 'a: 1\r---\rb: 2\r', ['a: 1\r', '---\rb: 2\r']],
    ['a tab behind the marker', 'a: 1\n---\tb', ['a: 1\n', '---\tb']],
    ['the end marker', 'a: 1\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
    ['both markers', 'a: 1\n...\n---\nb: 2\n', ['a: 1\n...\n', '---\nb: 2\n']],
    ['comments behind the last end marker', 'a: 1\n...\n# over\n', ['a: 1\n...\n# over\n']],
    ['several end markers', 'a: 1\n...\n...\n...\n', ['a: 1\n...\n...\n...\n']],
    [
      'directives',
      '%YAML 1.1\n---\na: 1\n...\n%TAG ! x\n---\nb',
      ['%YAML 1.1\n---\na: 1\n...\n', '%TAG ! x\n---\nb'],
    ],
    ['a percent sign within a document', 'a: 1\n%b\n---\nc', ['a: 1\n%b\n', '---\nc']],
    ['objects of JSON in a row', '{"a": "}{"}\n{"b": {}}\n', ['{"a": "}{"}', '\n{"b": {}}\n']],
    ['objects of JSON side by side', '{"a": 1}{"b": 2}', ['{"a": 1}', '{"b": 2}']],
    ['one object of JSON', '{"a": [{"b": "}{"}, {}]}\n', ['{"a": [{"b": "}{"}, {}]}\n']],
    ['braces that are no JSON', '{a: 1}\n{b: 2}\n', ['{a: 1}\n{b: 2}\n']],
    ['a marker within a block scalar', 'a: |\n  x\n---\ny', ['a: |\n  x\n', '---\ny']],
    ['dashes that are no marker', '----\n---a\n ---\nx: ---\n', ['----\n---a\n ---\nx: ---\n']],
    ['dots that are no marker', '....\n...a\n', ['....\n...a\n']],
  ])('cuts %s', (_name, text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  test('covers any text without gaps', () => {
    const line = fc.constantFrom('---', '...', '%YAML', '# c', '', 'a: 1', '--- b', ' ---', '\t');
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const file = fc.array(fc.tuple(line, end), { maxLength: 12 }).map((lines) => lines.flat().join(''));
    fc.assert(
      fc.property(file, (text) => {
        expect(parts(text).join('')).toBe(text);
        expect(parts(text).slice(1)).not.toContain('');
      }),
    );
  });

  test('takes a file of blank lines and one of markers in its stride', () => {
    expect(parts('\n'.repeat(200_000))).toHaveLength(1);
    expect(parts('---\n'.repeat(50_000))).toHaveLength(50_000);
    expect(parts(`${' '.repeat(200_000)}\n---`)).toHaveLength(1);
  });
});
