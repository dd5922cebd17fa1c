import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { mark } from './marked-text';

const HEAD = 'apiVersion: v1\nkind: Pod\n';

function read(body: string): unknown {
  const [resource] = readManifestFile('a.yaml', HEAD + body).resources;
  const members = Object.entries(resource?.value ?? {});
  return Object.fromEntries(members.filter(([key]) => key !== 'apiVersion' && key !== 'kind'));
}

function messagesOf(body: string): readonly string[] {
  return readManifestFile('a.yaml', HEAD + body).documents.flatMap(({ problems }) =>
    problems.map(({ message }) => message),
  );
}

/** Indentation between brackets means nothing to kubectl; newer YAML asks for some. */
describe('lines between brackets', () => {
  test.each<[string, unknown]>([
    ['a:\n  b: [\n  c\n  ]\n', { a: { b: ['c'] } }],
    ['a:\n  b: [\nc,\nd\n]\n', { a: { b: ['c', 'd'] } }],
    ['a:\n  b: [{\n    c: d\n  }]\n', { a: { b: [{ c: 'd' }] } }],
    ['a: {\n"b": {\n"c": "d"\n}\n}\n', { a: { b: { c: 'd' } } }],
    ['a: {\n\tb: {\n\t\tc: "d"\n\t}\n}\n', { a: { b: { c: 'd' } } }],
    ['a: {b: c # why: {\n}\n', { a: { b: 'c' } }],
    ['a: {b: "c"#why\n}\n', { a: { b: 'c' } }],
    ['a: [{b: c}\n]\nd: [{e: f}\n]\n', { a: [{ b: 'c' }], d: [{ e: 'f' }] }],
    ['a: [{\n  b: "]"\n}]\nc: d\n', { a: [{ b: ']' }], c: 'd' }],
    ["a: [{\n  b: it's, c: '}'\n}]\n", { a: [{ b: "it's", c: '}' }] }],
    ['a:\n  b: [c,#d\n  e]\n', { a: { b: ['c', 'e'] } }],
    ['a: [b\nc,\nd\n\n\n e\n]\n', { a: ['b c', 'd\n\ne'] }],
    ['a:\n  b: {c:\n  d}\n', { a: { b: { c: 'd' } } }],
  ])('%j', (body, value) => {
    for (const written of [body, body.replaceAll('\n', '\r\n')]) {
      expect(messagesOf(written)).toEqual([]);
      expect(read(written)).toEqual(value);
    }
  });

  test('keep their places', () => {
    const text = `${HEAD}a: [{\n  b: c\n}]\n`;
    const [resource] = readManifestFile('a.yaml', text).resources;
    const location = resource?.locate(['a', 0, 'b']);
    expect(location && mark(text, location.value)).toBe(`${HEAD}a: [{\n  b: «c»\n}]\n`);
  });

  test.each([
    'a: [b #c\nd\n]\n',
    'a: {b\n: c\n}\n',
    'a: {"b\nc": d\n}\n',
    'a: [b,\nc: d\n',
    'a: {b: [c\n}\n',
    'a: [b\n]]\n',
    'a: [{\n}]\nb: {c: d\ne: f\n',
  ])('%j is still a fault', (body) => {
    expect(messagesOf(body)).toHaveLength(1);
  });

  test('are joined in a few collections only', () => {
    const body = Array.from({ length: 50 }, (_, index) => `a${index}: [{b: c}\n]\nx${index}: [\ny\n]\n`).join(
      '',
    );
    expect(messagesOf(body)).toHaveLength(1);
  });
});

/** Nor does the indentation within quotes. */
describe('lines within quotes', () => {
  test.each<[string, unknown]>([
    ['a:\n  b: "c\n  d"\n', { a: { b: 'c d' } }],
    ['a: "b\nc"\n', { a: 'b c' }],
    ["a: 'b\n\nc'\n", { a: 'b\nc' }],
    ["a: 'it''s\nb'\n", { a: "it's b" }],
    ['a: "b\\\nc"\n', { a: 'bc' }],
    ['a: "b \\\"\n\tc"\n', { a: 'b " c' }],
    ['a: "\nb\n"\n', { a: ' b ' }],
    ['a: ["b\nc", "d"]\ne: "f\ng"\n', { a: ['b c', 'd'], e: 'f g' }],
  ])('%j', (body, value) => {
    for (const written of [body, body.replaceAll('\n', '\r\n')]) {
      expect(messagesOf(written)).toEqual([]);
      expect(read(written)).toEqual(value);
    }
  });

  test('keep their places', () => {
    const text = `${HEAD}a: "b\nc"\nd: e\n`;
    const [resource] = readManifestFile('a.yaml', text).resources;
    const ranges = ['a', 'd'].map((name) => resource?.locate([name])?.value ?? { start: 0, end: 0 });
    expect(ranges.map(({ start, end }) => text.slice(start, end))).toEqual(['"b\nc"', 'e']);
  });

  test.each(['a: "b\nc: d\n', 'a: "b\nc" d\n', '"b\nc": d\n', '"b"\n: d\n'])(
    '%j is still a fault',
    (body) => {
      expect(messagesOf(body)).toHaveLength(1);
    },
  );
});
