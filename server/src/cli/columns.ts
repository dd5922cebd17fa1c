/**
 * Rows of cells under each other. Knows strings only.
 */

/** A cell that is longer does not push the others of its column to the right. */
const WIDEST = 48;

/** Pads every cell but a row's last to the width of its column. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, column) => {
      if (cell.length > WIDEST) return;
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  '),
  );
}
