import { describe, expect, it } from 'vitest';
import { columns as columnsOf } from '../../../server/src/cli/columns';

const columns = (rows: Iterable<readonly string[]>): readonly string[] => [...columnsOf(rows)];

describe('columns', () => {
  it('pads cells to the width of their column, save the last of a row', () => {
    expect(
      columns([
        ['a', 'long', 'x'],
        ['longer', 'b', 'a long last cell'],
      ]),
    ).toEqual(['a       long  x', 'longer  b     a long last cell']);
  });

  it('does not make room for a cell that is very long', () => {
    const long = 'x'.repeat(60);
    expect(
      columns([
        [long, 'a'],
        ['b', 'c'],
        ['dd', 'e'],
      ]),
    ).toEqual([`${long}  a`, 'b   c', 'dd  e']);
  });

  it('takes rows of different lengths', () => {
    expect(columns([['only one, and long'], ['a', 'b']])).toEqual(['only one, and long', 'a  b']);
    expect(columns([])).toEqual([]);
  });
});
