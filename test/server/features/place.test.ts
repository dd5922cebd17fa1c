import { describe, expect, it } from 'vitest';
import { resourceAt } from '../../../server/src/features/place';
import { fixture } from './fixture';

/** The name of the resource at the cursor. */
function nameAt(text: string): string | undefined {
  const { view, file, cursor } = fixture(text);
  return resourceAt(file, view.positions.offset(file, cursor))?.name;
}

const one = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;

describe('resourceAt', () => {
  it.each([
    ['in a key', `${one('a')}---\n${one('b').replace('ki', 'k|i')}`, 'b'],
    ['in a comment before it', `${one('a')}---\n# abo|ut b\n${one('b')}`, 'b'],
    ['on the marker before it', `${one('a')}-|--\n${one('b')}`, 'b'],
    ['at the very end', `${one('a')}---\n${one('b')}|`, 'b'],
    ['at the very beginning', `|${one('a')}---\n${one('b')}`, 'a'],
  ])('finds the resource of the document: %s', (_, text, name) => {
    expect(nameAt(text)).toBe(name);
  });

  it('finds the item of a List', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n';
    const items = `${list}- {apiVersion: v1, kind: Pod, metadata: {na|me: b}}\n`;
    expect(nameAt(items)).toBe('b');
    expect(nameAt(items.replace('|', '').replace('ki', 'k|i'))).toBeUndefined();
  });

  it.each(['|', 'a: |1', '# nothing |here', 'kind: [|'])(
    'finds nothing in %j, or something, and no error',
    (text) => {
      expect(() => nameAt(text)).not.toThrow();
    },
  );
});
