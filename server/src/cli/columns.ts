/**
 * Rows of cells under each other. Knows strings only.
 */

/** A cell that is longer does not push the others of its column to the right. */
const WIDEST = 48;

/**
 * Pads every cell but a row's last to the width of its column. Goes through the rows twice, and keeps none of them.
 */
export function* columns(rows: Iterable<readonly string[]>): Iterable<string> {
  const widths = widthsOf(rows);
  for (const row of rows) {
    yield row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ');
  }
}

function widthsOf(rows: Iterable<readonly string[]>): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (let column = 0; column < row.length - 1; column++) {
      const { length } = row[column] ?? '';
      if (length <= WIDEST) widths[column] = Math.max(widths[column] ?? 0, length);
    }
  }
  return widths;
}
