import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { mark } from './marked-text';

const HEAD = 'apiVersion: v1\nkind: Pod\n';

/** What kubectl 1.37 reads. */
describe('signs between brackets', () => {
  test.each<[string, unknown]>([
    ['{b:}', { 'b:': null }],
    ['{b :}', { 'b :': null }],
    ['{b:, c: d}', { 'b:': null, c: 'd' }],
    ['[b:]', ['b:']],
    ['[b:, {c: d}]', ['b:', { c: 'd' }]],
    ['[b:c, d: ]', ['b:c', { d: null }]],
    ['{?b: c}', { b: 'c' }],
    ['{?b}', { b: null }],
    ['[?b]', [{ b: null }]],
    ['[c, ?b: d]', ['c', { b: 'd' }]],
    ['{? b : c}', { b: 'c' }],
    ['[-]', ['-']],
    ['[-, b, -]', ['-', 'b', '-']],
    ['{b: -}', { b: '-' }],
    ['{-}', { '-': null }],
    ['{b: "?", "c":}', { b: '?', c: null }],
    ['[#b\n]', []],
    ['[b,#c\n  d]', ['b', 'd']],
    ['{#b\n  c: d}', { c: 'd' }],
  ])('%j', (written, value) => {
    for (const text of [`${HEAD}a: ${written}\n`, `${HEAD}a: ${written}\n`.replaceAll('\n', '\r\n')]) {
      const { documents, resources } = readManifestFile('a.yaml', text);
      expect(documents.flatMap(({ problems }) => problems)).toEqual([]);
      expect(resources[0]?.value['a']).toEqual(value);
    }
  });

  test.each([
    ['{b:}', ['b:'], '{«b:»}'],
    ['{?b: c}', ['b'], '{?«b»: c}'],
  ])('the keys of %s know their places', (written, path, expected) => {
    const text = `${HEAD}a: ${written}\n`;
    const [resource] = readManifestFile('a.yaml', text).resources;
    const key = resource?.locate(['a', ...path])?.key;
    expect(key && mark(text, key)).toBe(`${HEAD}a: ${expected}\n`);
  });

  test.each([
    ['[b:, ]', ['a', 0], '[«b:», ]'],
    ['[?b]', ['a', 0], '[?«b»]'],
    ['[b, -]', ['a', 1], '[b, «-»]'],
  ])('the items of %s know their places', (written, path, expected) => {
    const text = `${HEAD}a: ${written}\n`;
    const [resource] = readManifestFile('a.yaml', text).resources;
    const value = resource?.locate(path)?.value;
    expect(value && mark(text, value)).toBe(`${HEAD}a: ${expected}\n`);
  });

  test.each(['[:]', '{:}', '[- b]', '[b?]', '{b:{}}', '{-\n}'])('%j is still a fault', (written) => {
    const { documents } = readManifestFile('a.yaml', `${HEAD}a: ${written}\n`);
    expect(documents.flatMap(({ problems }) => problems)).not.toEqual([]);
  });
});
