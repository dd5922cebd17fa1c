import { describe, expect, test } from 'vitest';
import type { ManifestDocument } from '../../../server/src/manifests/document';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { many } from '../../thoroughness';
import { mark } from './marked-text';

/** Much work: slow where many tests run at once. */
const PATIENT = { timeout: 120_000 };

function read(text: string): ManifestDocument {
  const [document] = readManifestFile('a.yaml', text).documents;
  if (document === undefined) throw new Error('a file has at least one document');
  return document;
}

function plain(text: string): unknown {
  const { value, problems } = read(text);
  expect(problems).toEqual([]);
  return JSON.parse(JSON.stringify(value));
}

describe('values as kubectl reads them', () => {
  test('only unquoted scalars have a meaning beyond their text', () => {
    expect(plain('{a: yes, b: "yes", c: \'0100\', d: 0100}')).toEqual({
      a: true,
      b: 'yes',
      c: '0100',
      d: 64,
    });
    expect(plain('a: |\n  80\nb: >-\n  on\n')).toEqual({ a: '80\n', b: 'on' });
  });

  test('tags decide what a scalar means', () => {
    expect(plain("a: !!str 80\nb: !!int '80'\nc: !mine 80\nd: !!bool 'yes'\ne: !!str\nf: ! 12\n")).toEqual({
      a: '80',
      b: 80,
      c: '80',
      d: true,
      e: '',
      f: '12',
    });
  });

  test('keys are made text', () => {
    expect(plain('2024: a\non: b\n1.5: c\n1e3: d\n0x10: e\n"yes": f\n')).toEqual({
      2024: 'a',
      true: 'b',
      1.5: 'c',
      1000: 'd',
      16: 'e',
      yes: 'f',
    });
  });

  test('a comma in flow style starts another key', () => {
    expect(plain('{port: 80,443}')).toEqual({ port: 80, 443: null });
  });

  test.each(['a:', 'a: ~', '{a}', '{a: }', '? a'])('nothing behind a key is null: %s', (text) => {
    expect(plain(text)).toEqual({ a: null });
  });

  test('nothing behind a dash is null', () => {
    expect(plain('-\n- # comment\n- a\n-')).toEqual([null, null, 'a', null]);
  });

  test.each(['', '# only a comment', '---', '--- # c\n', '~'])('an empty document is null: %j', (text) => {
    expect(plain(text)).toBeNull();
  });

  test('escapes of JSON count', () => {
    expect(plain('{"a": "\\u0041\\ud83d\\ude00\\n\\/\\"", "b":\t1}')).toEqual({ a: 'A😀\n/"', b: 1 });
  });
});

describe('keys that every object of the language has', () => {
  test('are keys like any other', () => {
    const value = read('__proto__: {polluted: yes}\nconstructor: 1\n').value;
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const inherited = Object.getOwnPropertyNames(Object.prototype).filter(
      (name) => name in (value as object),
    );
    expect(inherited).toEqual(['constructor', '__proto__']);
  });
});

describe('anchors, aliases and merge keys', () => {
  test('an alias is the value of its anchor, the last one above it', () => {
    expect(plain('a: &x 1\nb: *x\nc: &x [2]\nd: *x\n')).toEqual({ a: 1, b: 1, c: [2], d: [2] });
  });

  test('an alias can be a key', () => {
    expect(plain('- &x app\n- {*x : web}')).toEqual(['app', { app: 'web' }]);
  });

  test('a merge overwrites what stands above it and yields to what stands below', () => {
    expect(plain('base: &b {a: 2, z: 3}\nd: {a: 1, <<: *b, z: 4}\n')).toEqual({
      base: { a: 2, z: 3 },
      d: { a: 2, z: 4 },
    });
  });

  test('of several merged mappings the first one counts', () => {
    expect(plain('{<<: [{p: 1, q: 1}, {p: 2, r: 2}]}')).toEqual({ p: 1, q: 1, r: 2 });
  });

  test('a quoted << is a key', () => {
    expect(plain('"<<": {a: 1}\n')).toEqual({ '<<': { a: 1 } });
  });

  test.each<[string, string]>([
    ['a: «*b»\nc: &b 1\n', 'No anchor &b stands above this alias.'],
    ['a: &b [1, «*b»]\n', 'This alias stands within its own anchor &b.'],
    ['<<: «3»\n', 'Only a mapping, or a list of mappings, can be merged.'],
    ['«[a, b]»: c\n', 'A key must be text. Put it in quotes.'],
    ['«~»: c\n', 'A key must be text. Put it in quotes.'],
    ['{«a\n b»: c}', 'A key has to end on its line. Is a comma or a quote missing?'],
  ])('what kubectl refuses is a problem: %s', (source, message) => {
    const text = source.replace(/[«»]/gu, '');
    const { problems } = read(text);
    expect(problems.map((problem) => [mark(text, problem.range), problem.message])).toEqual([
      [source, message],
    ]);
  });

  test('each missing anchor is told', () => {
    expect(read('a: *b\nc: *d\ne: *b\n').problems.map(({ message }) => message)).toEqual([
      'No anchor &b stands above this alias.',
      'No anchor &d stands above this alias.',
    ]);
  });

  test('an alias bomb is refused before it goes off', () => {
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}*a${n}]`),
    ].join('\n');
    const { problems, value } = read(bomb);
    expect(problems.map(({ message }) => message)).toEqual([
      'Aliases make this document too large. Write the values out.',
    ]);
    expect(JSON.stringify(value).length).toBeLessThan(50_000_000);
  });

  /** Each level names the one before so many times. */
  function levels(count: number, width: number, items: number): string {
    const first = `a0: &a0 [${Array(items).fill('x').join(', ')}]`;
    const names = (level: number): string => Array(width).fill(`*a${level}`).join(', ');
    const rest = Array.from({ length: count }, (_, n) => `a${n + 1}: &a${n + 1} [${names(n)}]`);
    return [first, ...rest].join('\n');
  }

  test.each([
    [3, 8, 4, 0],
    [4, 4, 4, 0],
    [4, 7, 3, 1],
  ])('%d levels of %d aliases and %d items are refused where kubectl does', (count, width, items, faults) => {
    expect(read(levels(count, width, items)).problems).toHaveLength(faults);
  });

  test('ordinary use of aliases is fine', () => {
    const many = [
      'labels: &l {app: web, tier: front}',
      ...Array.from({ length: 2000 }, (_, n) => `p${n}: *l`),
    ];
    expect(read(many.join('\n')).problems).toEqual([]);
  });
});

describe('documents made to do harm', () => {
  test.each<[string, string]>([
    ['brackets', '['.repeat(5000)],
    ['closed brackets', '['.repeat(5000) + ']'.repeat(5000)],
    ['braces', '{a: '.repeat(5000)],
    ['dashes', '- '.repeat(5000)],
    ['indentation', Array.from({ length: 1500 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
    ['questions', '? '.repeat(5000)],
  ])('nesting of %s is survived and told', (_name, text) => {
    const { problems } = read(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(4);
  });

  test('500 levels are read, a document with more of them is not', () => {
    const nested = (levels: number): string =>
      `kind: Pod\ndeep: ${'['.repeat(levels)}${']'.repeat(levels)}\n`;
    expect(read(nested(499)).problems).toEqual([]);
    expect(read(nested(499)).value).toMatchObject({ kind: 'Pod' });
    const { value, problems } = read(nested(501));
    expect(value).toBe(null);
    expect(problems.map(({ message }) => message)).toEqual([
      'This is nested more than 500 levels deep, which is not read.',
    ]);
  });

  test('megabytes in one scalar', PATIENT, () => {
    const long = 'x'.repeat(many(10_000_000));
    expect(plain(`a: ${long}\nb: "${long}"\nc: |\n  ${long}\n`)).toEqual({
      a: long,
      b: long,
      c: `${long}\n`,
    });
  });

  test('lone surrogates and zero bytes', () => {
    expect(read('a: \uD800\nb: "\uDC00"\n').value).toMatchObject({ a: '\uD800', b: '\uDC00' });
    expect(read('a: x\0y\nb: 1\n').value).toMatchObject({ b: 1 });
    expect(read('\x02\x18\x1f').problems).toHaveLength(1);
  });

  test('thousands of keys in one mapping', PATIENT, () => {
    const { duplicateKeys } = readManifestFile(
      'a.yaml',
      `kind: Pod\n${Array.from({ length: many(100_000) }, (_, n) => `k${n}: v`).join('\n')}\nk5: w\n`,
    ).resources[0] ?? { duplicateKeys: [] };
    expect(duplicateKeys.map(({ key }) => key)).toEqual(['k5']);
  });
});
