import { describe, expect, test } from 'vitest';
import { formatPath, type FieldPath, type Resource } from '../../../server/src/manifests/document';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { many } from '../../thoroughness';
import { mark, marked } from './marked-text';

function first(text: string): Resource {
  const [resource] = readManifestFile('a.yaml', text).resources;
  if (resource === undefined) throw new Error('no resource in the fixture');
  return resource;
}

/** Every path of a value, the root first. */
function* paths(value: unknown, path: FieldPath = []): Generator<FieldPath> {
  yield path;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* paths(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* paths(item, [...path, key]);
  }
}

/**
 * Each value is marked. Behind the last line the paths of the marks are listed in their order; a path without a mark
 * in front of it is told by its line.
 */
const RICH = `# A comment with 😀 and é in front of everything.
«apiVersion: «networking.k8s.io/v1»
kind: «NetworkPolicy»   # comment
metadata:
  «name: «web»
  labels: «{«a»: «b», "c": «'d'»}»
  annotations:
    «note: «|
      several
      lines»
    other: «>-
      folded»»»
spec:
  «podSelector: «{}»
  policyTypes:
  «- «Ingress»
  - «"Egress"»»
  ingress:
    «- «from:
        «- «namespaceSelector:
            «matchLabels: «{team: «tills»}»»
          podSelector:«»»
        # a comment between - items
        -   «ipBlock:
              «cidr: «10.0.0.0/8»
              except: «[«10.1.0.0/16»,
                «10.2.0.0/16»]»»»»
      ports:
        «- «{port: «80», protocol: «TCP»}»
        -
          «port: «http»»»»
    -«»
    - «{}»»»»
# a comment behind everything
`;

const RICH_PATHS = [
  '',
  'apiVersion',
  'kind',
  'metadata',
  'metadata.name',
  'metadata.labels',
  null,
  'metadata.labels.a',
  'metadata.labels.c',
  'metadata.annotations',
  'metadata.annotations.note',
  'metadata.annotations.other',
  'spec',
  'spec.podSelector',
  'spec.policyTypes',
  'spec.policyTypes[0]',
  'spec.policyTypes[1]',
  'spec.ingress',
  'spec.ingress[0]',
  'spec.ingress[0].from',
  'spec.ingress[0].from[0]',
  'spec.ingress[0].from[0].namespaceSelector',
  'spec.ingress[0].from[0].namespaceSelector.matchLabels',
  'spec.ingress[0].from[0].namespaceSelector.matchLabels.team',
  'spec.ingress[0].from[0].podSelector',
  'spec.ingress[0].from[1]',
  'spec.ingress[0].from[1].ipBlock',
  'spec.ingress[0].from[1].ipBlock.cidr',
  'spec.ingress[0].from[1].ipBlock.except',
  'spec.ingress[0].from[1].ipBlock.except[0]',
  'spec.ingress[0].from[1].ipBlock.except[1]',
  'spec.ingress[0].ports',
  'spec.ingress[0].ports[0]',
  'spec.ingress[0].ports[0].port',
  'spec.ingress[0].ports[0].protocol',
  'spec.ingress[0].ports[1]',
  'spec.ingress[0].ports[1].port',
  'spec.ingress[1]',
  'spec.ingress[2]',
];

const LINE_ENDS: readonly (readonly [string, (text: string) => string])[] = [
  ['Unix', (text) => text],
  ['Windows', (text) => text.replaceAll('\n', '\r\n')],
  ['old Macintosh', (text) => text.replaceAll('\n', '\r')],
];

describe.each(LINE_ENDS)('with %s line ends', (_name, withEnds) => {
  test('every value stands where it is marked', () => {
    const { text, ranges } = marked(withEnds(RICH));
    const expected = new Map(RICH_PATHS.map((path, nth) => [path, ranges[nth]]));
    const resource = first(text);
    const found = [...paths(resource.value)].map((path) => [formatPath(path), resource.locate(path)?.value]);
    for (const [path, range] of found) expect([path, range]).toEqual([path, expected.get(path as string)]);
    expect(found).toHaveLength(RICH_PATHS.filter((path) => path !== null).length);
  });

  test('every key is the text in front of the colon', () => {
    const { text } = marked(withEnds(RICH));
    const resource = first(text);
    for (const path of paths(resource.value)) {
      const key = resource.locate(path)?.key;
      const last = path.at(-1);
      if (typeof last === 'string') expect(text.slice(key?.start, key?.end).replaceAll('"', '')).toBe(last);
      else expect(key).toBeUndefined();
    }
  });

  test('every item of a block list has its dash', () => {
    const { text } = marked(withEnds(RICH));
    const resource = first(text);
    for (const path of paths(resource.value)) {
      const location = resource.locate(path);
      const isBlockItem =
        typeof path.at(-1) === 'number' && resource.shapeOf(path.slice(0, -1)) === 'block-list';
      if (!isBlockItem) expect([path, location?.dash]).toEqual([path, undefined]);
      else expect(text.slice(location?.dash?.start, location?.value.start)).toMatch(/^-(?:\s*)$/u);
    }
  });
});

describe('locate', () => {
  test.each<[string, FieldPath]>([
    ['kind: Pod\na:«»\nb: 1\n', ['a']],
    ['kind: Pod\na:«»   # comment\nb: 1\n', ['a']],
    ['kind: Pod\na:«»', ['a']],
    ['{kind: Pod, "a":«»}', ['a']],
    ['{kind: Pod, a«»}', ['a']],
    ['kind: Pod\n? a\n:«»\n', ['a']],
    ['kind: Pod\na:\n-«»\n- x\n', ['a', 0]],
    ['kind: Pod\na:\n- x\n-«» # none\n', ['a', 1]],
  ])('a missing value is an empty range behind its colon or dash: %j', (source, path) => {
    const { text, ranges } = marked(source);
    expect(first(text).locate(path)?.value).toEqual(ranges[0]);
  });

  test.each<[string, FieldPath]>([
    ['kind: Pod\na: &x «1»\n', ['a']],
    ['kind: Pod\na: !!str «1»\n', ['a']],
    ['kind: Pod\na: &x {b: «1»}\nc: *x\n', ['c', 'b']],
    ['kind: Pod\na: &x {b: 1}\nc: «*x»\n', ['c']],
    ['kind: Pod\na: &x {b: «1»}\nc: {<<: *x, d: 2}\n', ['c', 'b']],
    ['kind: Pod\na: &x {b: 1}\nc: {<<: *x, b: «2»}\n', ['c', 'b']],
    ['kind: Pod\na: &x {b: «1»}\nc: {b: 2, <<: *x}\n', ['c', 'b']],
    ['kind: Pod\nc: {<<: [{b: «1»}, {b: 2, d: 3}]}\n', ['c', 'b']],
    ['kind: Pod\nc: {<<: [{b: 1}, {b: 2, d: «3»}]}\n', ['c', 'd']],
    ['kind: Pod\na: 1\na: «2»\n', ['a']],
    ['kind: Pod\n2024: «x»\n', ['2024']],
    ['kind: Pod\non: «x»\n', ['true']],
    ['kind: Pod\n__proto__: «x»\n', ['__proto__']],
    ['kind: Pod\n? a\n: «x»\n', ['a']],
    ['kind: Pod\na: "«x»"\n'.replace('"«x»"', '«"x"»'), ['a']],
  ])('leads to where the value is written: %j', (source, path) => {
    const { text, ranges } = marked(source);
    expect(mark(text, first(text).locate(path)?.value ?? { start: 0, end: 0 })).toBe(
      mark(text, ranges[0] ?? { start: 0, end: 0 }),
    );
  });

  test('has nothing for what is not there', () => {
    const resource = first('kind: Pod\na: [1]\nb: x\n');
    for (const path of [['c'], ['a', 1], ['a', 'b'], ['b', 'c'], ['a', 0, 'b'], ['b', 0], ['toString']]) {
      expect(resource.locate(path)).toBeUndefined();
    }
  });

  test('counts from the start of the file, also within lists', () => {
    const { text, ranges } = marked(
      '# 😀\nkind: A\n---\nkind: List\nitems:\n- «kind: Pod\n  a: «1»»\n- «kind: Pod\n  a: «2»»\n',
    );
    const { resources, documents } = readManifestFile('a.yaml', text);
    const items = documents[1]?.resources ?? [];
    expect(items.map((item) => item.locate([])?.value)).toEqual([ranges[0], ranges[2]]);
    expect(items.map((item) => item.locate(['a'])?.value)).toEqual([ranges[1], ranges[3]]);
    expect(resources).toEqual(items);
  });
});

test('places in a mapping of many keys are found one by one', { timeout: 120_000 }, () => {
  const resource = first(
    `kind: Pod\n${Array.from({ length: many(30_000) }, (_, n) => `k${n}: v`).join('\n')}\n`,
  );
  const keys = Object.keys(resource.value);
  expect(keys.every((key) => resource.locate([key])?.key !== undefined)).toBe(true);
});

describe('keysOf', () => {
  test('lists the keys as they are written, repeated and merged ones among them', () => {
    const { text, ranges } = marked('kind: Pod\na:\n  «b»: «1»\n  «<<»: «{c: 2}»\n  «b»:«»\n');
    const keys = first(text).keysOf(['a']);
    expect(keys.map(({ name }) => name)).toEqual(['b', '<<', 'b']);
    expect(keys.flatMap(({ key, value }) => [key, value])).toEqual(ranges);
  });

  test.each<[string, FieldPath]>([
    ['a list', ['list']],
    ['a scalar', ['kind']],
    ['nothing', ['nothing']],
  ])('is empty for %s', (_name, path) => {
    expect(first('kind: Pod\nlist: [a]\n').keysOf(path)).toEqual([]);
  });

  test('looks through an alias', () => {
    const { text, ranges } = marked('kind: Pod\na: &x {«b»: 1}\nc: *x\n');
    expect(
      first(text)
        .keysOf(['c'])
        .map(({ key }) => key),
    ).toEqual(ranges);
  });
});

describe('shapeOf', () => {
  test('tells how a value is written', () => {
    const resource = first(
      [
        'kind: &k Pod',
        'blockMap:\n  a: 1',
        'blockList:\n- a',
        'flowMap: {a: 1}',
        'flowList: [a]',
        'quoted: "a"',
        "single: 'a'",
        'literal: |\n  a',
        'folded: >\n  a',
        'alias: *k',
        'missing:',
        'tilde: ~',
      ].join('\n'),
    );
    const shapes = Object.keys(resource.value).map((key) => [key, resource.shapeOf([key])]);
    expect(Object.fromEntries(shapes)).toEqual({
      kind: 'plain',
      blockMap: 'block-map',
      blockList: 'block-list',
      flowMap: 'flow-map',
      flowList: 'flow-list',
      quoted: 'quoted',
      single: 'quoted',
      literal: 'block-text',
      folded: 'block-text',
      alias: 'alias',
      missing: 'missing',
      tilde: 'plain',
    });
    expect(resource.shapeOf(['none'])).toBeUndefined();
    expect(resource.shapeOf([])).toBe('block-map');
  });
});

describe('pathAt', () => {
  /** The place under `|` in a text, as path, key or value, and marked range. */
  function placeAt(source: string): string {
    const offset = source.indexOf('|');
    const text = source.replace('|', '');
    const place = readManifestFile('a.yaml', text).pathAt(offset);
    if (place === undefined) return 'nothing';
    const { resource, path, onKey, range } = place;
    return `${resource.kind} ${formatPath(path)} ${onKey ? 'key' : 'value'} ${text.slice(range.start, range.end)}`;
  }

  test.each([
    ['kind: Pod\nspec: {a: |web}', 'Pod spec.a value web'],
    ['kind: Pod\nspec: {a: web|}', 'Pod spec.a value web'],
    ['kind: Pod\nsp|ec: {a: web}', 'Pod spec key spec'],
    ['kind: Pod\n|spec: {a: web}', 'Pod spec key spec'],
    ['kind: Pod\nspec|: {a: web}', 'Pod spec key spec'],
    ['kind: Pod\nspec: {|a: web}', 'Pod spec.a key a'],
    ['kind: Pod\nspec: |{a: web}', 'Pod spec value {a: web}'],
    ['kind: Pod\nspec:\n  a:\n  - b: 1\n  |  c: 2', 'Pod spec.a[0] value b: 1\n    c: 2'],
    ['kind: Pod\nspec:\n  a:\n  - b: |1\n    c: 2', 'Pod spec.a[0].b value 1'],
    ['kind: Pod\nspec:\n  a:|\n  b: 1', 'Pod spec.a value '],
    ['kind: List\nitems:\n- kind: A\n- kind: B\n  na|me: x', 'B name key name'],
    ['|kind: List\nitems:\n- kind: A', 'nothing'],
    ['kind: A\n---\nkind: B\nx: |1', 'B x value 1'],
    ['kind: A\n|---\nkind: B', 'nothing'],
    ['|', 'nothing'],
    ['just |text', 'nothing'],
    ['kind: A\nb: &x {c: 1}\nd: *|x', 'A d value *x'],
    ['kind: A\n<<: {c: |1}', 'A c value 1'],
    ['kind: A\n<|<: {c: 1}', 'A  value kind: A\n<<: {c: 1}'],
  ])('%j', (source, expected) => {
    expect(placeAt(source)).toBe(expected);
  });

  test('answers at every offset, for any text', () => {
    const { text } = marked(RICH);
    const file = readManifestFile('a.yaml', text);
    for (let offset = 0; offset <= text.length; offset++) {
      const place = file.pathAt(offset);
      if (place !== undefined) expect(place.resource.locate(place.path)).toBeDefined();
    }
  });
});
