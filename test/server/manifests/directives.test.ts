import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { mark } from './marked-text';

function problemsOf(text: string): readonly (readonly [string, string])[] {
  return readManifestFile('a.yaml', text).documents.flatMap(({ problems }) =>
    problems.map(({ range, message }) => [mark(text, range), message] as const),
  );
}

/** As the stream reader of Kubernetes 1.37 says: it takes the `---` away before the reader of YAML looks for it. */
describe('directives', () => {
  test.each([
    '«%YAML 1.1»\n---\na: b\n',
    '«%YAML 1.2»\n---\na: b\n',
    '# c\n\n«%YAML 1.1 # old»\r\n---\r\na: b\r\n',
    '«%TAG ! tag:example.com,2000:»\n---\na: !b c\n',
    '«%FOO bar»\n%YAML 1.1\n---\na: b\n',
  ])('%j', (marked) => {
    expect(problemsOf(marked.replaceAll(/[«»]/gu, ''))).toEqual([
      [marked, 'kubectl takes no directives. Delete this line.'],
    ]);
  });

  test.each(['---\na: |\n  %YAML 1.2\n', '# %YAML 1.2\n---\na: 5%\n'])('%j is none', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('markers of documents', () => {
  test.each([
    '--- «a: b»\n',
    '--- «{a: b}» \n',
    'a: b\n--- «!!map»\nc: d\n',
    'a: b\n---«-»\nc: d\n',
    'a: b\n---«-- old» \nc: d\n',
    "a: 'b\n---«c»\n  d'\n",
  ])('%j', (marked) => {
    for (const written of [marked, marked.replaceAll('\n', '\r\n')]) {
      expect(problemsOf(written.replaceAll(/[«»]/gu, ''))).toEqual([
        [
          written,
          'To kubectl, a line that starts with --- begins a document: only a comment may follow on it.',
        ],
      ]);
    }
  });

  test.each(['---\na: b\n', '--- # c\na: b\n', 'a: b\n---\t# c\nd: e', 'a: |\n  ----\n', 'a: ---b\n'])(
    '%j is fine',
    (text) => {
      expect(problemsOf(text)).toEqual([]);
    },
  );

  test('a comment may stand right behind one', () => {
    const { documents } = readManifestFile('a.yaml', 'a: b\n---#c\nd: e\n---# f\r\ng: h\r\n');
    expect(documents.map(({ value }) => value)).toEqual([{ a: 'b' }, { d: 'e' }, { g: 'h' }]);
    expect(documents.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
