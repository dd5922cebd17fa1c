import { describe, expect, it } from 'vitest';
import { changeOf, changeOfAll } from '../../../client/src/map/webview/traffic';

describe('changeOf', () => {
  it.each([
    [{ ports: '80/TCP' }, 'same'],
    [{ ports: '80/TCP', before: '' }, 'added'],
    [{ ports: '', before: '80/TCP' }, 'removed'],
    [{ ports: '80/TCP', before: '443/TCP' }, 'changed'],
  ])('calls %j %s', (traffic, change) => {
    expect(changeOf(traffic)).toBe(change);
  });
});

describe('changeOfAll', () => {
  it('is what all have in common, or a change', () => {
    expect(changeOfAll([])).toBe('same');
    expect(changeOfAll(['added', 'added'])).toBe('added');
    expect(changeOfAll(['added', 'same'])).toBe('changed');
  });
});
