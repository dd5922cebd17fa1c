/**
 * Which policy the cursor is in.
 */
import type { MapPolicy, Position } from '../../../server/src/lsp/protocol';

/** Of several that begin above the cursor, as in a List, the last one. */
export function policyAt(
  policies: readonly MapPolicy[],
  uri: string,
  position: Position,
): MapPolicy | undefined {
  const around = policies.filter(({ location: { uri: home, range } }) => {
    return home === uri && !isBefore(position, range.start) && !isBefore(range.end, position);
  });
  return around.toSorted((a, b) => (isBefore(a.location.range.start, b.location.range.start) ? 1 : -1))[0];
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
