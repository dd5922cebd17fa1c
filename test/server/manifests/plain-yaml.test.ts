import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocumentText } from '../../../server/src/manifests/document-content';
import { readPlainDocument } from '../../../server/src/manifests/plain-yaml';
import {
  controlCharacterProblem,
  dropByteOrderMark,
  readableText,
} from '../../../server/src/manifests/source-text';
import { splitDocuments } from '../../../server/src/manifests/split-documents';
import { firstSyntaxProblem } from '../../../server/src/manifests/syntax-problems';
import { nodeRange } from '../../../server/src/manifests/yaml-tree';
import { generateCluster, sizeOf } from '../../bench/generated-cluster';
import { many } from '../../thoroughness';

const ROOT = path.join(import.meta.dirname, '../../..');

function value(text: string): unknown {
  const plain = readPlainDocument(text);
  return plain === undefined ? 'left to the library' : toJson(plain.value);
}

/** Without the difference between objects that have a prototype and those that have none. */
function toJson(read: unknown): unknown {
  return JSON.parse(JSON.stringify(read));
}

/** What the library's tree says about a text: its values and whether anything is wrong or unusual in it. */
function byTree(text: string) {
  const { yaml, values } = parseDocumentText(text);
  const fault = controlCharacterProblem(text) ?? firstSyntaxProblem(readableText(text), yaml);
  const isSound = fault === undefined && values.problems.length === 0 && values.duplicates.length === 0;
  return { value: values.value, isSound, start: yaml.root === null ? undefined : nodeRange(yaml.root).start };
}

describe('what is read', () => {
  it.each([
    [
      'scalars',
      'a: 1\nb: x y\nc: "1"\nd: \'x\'\ne: 0o17\nf: yes\ng: ~\nh:\n',
      { a: 1, b: 'x y', c: '1', d: 'x', e: 15, f: true, g: null, h: null },
    ],
    [
      'mappings and lists',
      'a:\n  b:\n    - c\n    - d: e\n      f: g\n',
      { a: { b: ['c', { d: 'e', f: 'g' }] } },
    ],
    ['lists in the column of their key', 'a:\n- b\n- c:\n  - d\ne: f', { a: ['b', { c: ['d'] }], e: 'f' }],
    ['empty items', 'a:\n-\n- b\n-\n  c: d\n', { a: [null, 'b', { c: 'd' }] }],
    [
      'flow collections',
      'a: [b, "c", {d: e}]\nf: { g: [], h: {} }\n',
      { a: ['b', 'c', { d: 'e' }], f: { g: [], h: {} } },
    ],
    ['JSON', '{\n  "a": [1, true, null],\n  "b": "c\\n"\n}\n', { a: [1, true, null], b: 'c\n' }],
    ['comments', '# a\na: b # c\n  # d\n\nc: d#e\n# f', { a: 'b', c: 'd#e' }],
    ['literal blocks', 'a: |\n  b\n\n    c: d\n\ne: |-\n  f \n', { a: 'b\n\n  c: d\n', e: 'f ' }],
    ['quoted keys', '"a b": c\n\'d\': e\n', { 'a b': 'c', d: 'e' }],
    ['carriage returns', 'a:\r\n  - b: c\r\n', { a: [{ b: 'c' }] }],
    ['values with colons', 'a: b:c\nd: http://e:80/f\n', { a: 'b:c', d: 'http://e:80/f' }],
    ['nothing', '# only a comment\n', null],
    ['a marker in front', '---\na: b\n', { a: 'b' }],
  ])('%s', (_, text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('keeps keys that objects have names for', () => {
    const read = readPlainDocument('__proto__: a\nconstructor: b\n')?.value;
    expect(Object.keys(read ?? {})).toEqual(['__proto__', 'constructor']);
  });

  it('knows where the root begins', () => {
    expect(readPlainDocument('# a\n---\n\n  a: b\n')?.start).toBe(11);
  });
});

describe('what is left to the library', () => {
  it.each([
    ['anchors and aliases', 'a: &b c\nd: *b\n'],
    ['merge keys', 'a:\n  <<: {b: c}\n'],
    ['tags', 'a: !!str 1\n'],
    ['repeated keys', 'a: b\na: c\n'],
    ['keys that are no text', 'yes: a\n'],
    ['scalars of several lines', 'a: b\n  c\n'],
    ['quotes of several lines', 'a: "b\n  c"\n'],
    ['folded blocks', 'a: >\n  b\n'],
    ['flow collections of several lines', 'a: [b,\n  c]\n'],
    ['tabs', 'a:\tb\n'],
    ['odd indentation', 'a:\n    b: c\n  d: e\n'],
    ['lists within lists', '- - a\n'],
    ['templates', 'a: {{ .Values.a }}\n'],
    ['complex keys', '? a\n: b\n'],
    ['directives', '%YAML 1.1\n---\na: b\n'],
    ['an indented marker', ' ---\na: b\n'],
    ['a text without key', 'just text\n'],
    ['deep nesting', `a: ${'['.repeat(100)}${']'.repeat(100)}`],
    ['a colon too many', 'a: b: c\n'],
    ['a quote too many', 'a: "b" c\n'],
  ])('%s', (_, text) => {
    expect(readPlainDocument(text)).toBeUndefined();
  });
});

describe('generated manifests', () => {
  it('are plain, so that loading them needs no trees', () => {
    const texts = [...generateCluster(1, sizeOf(40, 40)).values()].flatMap(documentsOf);
    expect(texts.filter((text) => readPlainDocument(text) === undefined)).toEqual([]);
  });
});

/** Pieces that mean something in YAML, and some that look like it. */
const PIECES = [
  ...[
    ' ',
    '  ',
    '\n',
    '\n ',
    '\n  ',
    ':',
    ': ',
    '-',
    '- ',
    '\n- ',
    '#',
    ' #',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
  ],
  ...[
    '|',
    '|-\n  x\n',
    '>',
    '&a',
    '*a',
    '!',
    '%',
    '@',
    '`',
    '?',
    '? ',
    '<<: ',
    'null',
    '~',
    'yes',
    '0x1',
    '.inf',
  ],
  ...[
    '\\',
    '\t',
    '\r\n',
    '---',
    '...',
    'a: b',
    '- a: b\n',
    '""',
    "''",
    '[]',
    '{}',
    '$',
    '/',
    '\uFEFF',
    '\u2028',
  ],
];

/** A sound manifest with a few changes at random places. */
const damaged = fc
  .tuple(
    fc.constantFrom(...fixtureDocuments()),
    fc.array(
      fc.record({
        at: fc.nat(),
        removed: fc.constantFrom(0, 0, 0, 1, 2, 20),
        piece: fc.constantFrom('', ...PIECES),
      }),
      { minLength: 0, maxLength: 4 },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((changed, { at, removed, piece }) => {
      const place = at % (changed.length + 1);
      return changed.slice(0, place) + piece + changed.slice(place + removed);
    }, text),
  )
  .filter((text) => splitDocuments(text).length === 1);

describe('agreement with the library', () => {
  it('is complete for whatever is taken for plain', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const plain = readPlainDocument(text);
        if (plain === undefined) return;
        const tree = byTree(text);
        expect(tree.isSound).toBe(true);
        expect(plain.value).toEqual(tree.value);
        // Of a document with nothing in it, nothing begins anywhere.
        if (plain.value !== null) expect(plain.start).toBe(tree.start);
      }),
      { numRuns: many(10_000) },
    );
  }, 30_000);
});

function fixtureDocuments(): readonly string[] {
  return ['test/fixtures/rules', 'examples'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ya?ml|json)$/u.test(name))
      .flatMap((name) => documentsOf(dropByteOrderMark(readFileSync(path.join(ROOT, folder, name), 'utf8')))),
  );
}

function documentsOf(text: string): readonly string[] {
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}
