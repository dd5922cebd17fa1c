/**
 * Names that somebody may have meant who mistyped one. Knows strings only.
 */
import { list } from './quantities';

const SUGGESTIONS = 3;

/** The names nearest to `wanted`, nearest first, at most three; none that would be far-fetched. */
export function nearNames(wanted: string, names: Iterable<string>): readonly string[] {
  const limit = Math.max(2, Math.floor(wanted.length / 4));
  return [...new Set(names)]
    .map((name) => ({ name, distance: nameDistance(wanted, name, limit) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, SUGGESTIONS)
    .map(({ name }) => name);
}

/** Edits from one name to the other. The right name in another namespace counts as one edit. */
function nameDistance(wanted: string, name: string, limit: number): number {
  if (lastPart(wanted) === lastPart(name)) return wanted === name ? 0 : 1;
  if (Math.abs(wanted.length - name.length) > limit) return Infinity;
  return editDistance(wanted, name);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Levenshtein's distance, one row of the table at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}

/** `. Did you mean a or b?`, to end a sentence with; empty when there is nothing to suggest. */
export function didYouMean(names: readonly string[]): string {
  return names.length === 0 ? '' : `. Did you mean ${list(names, 'or')}?`;
}
