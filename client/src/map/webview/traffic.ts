/**
 * What an arrow of the map stands for, and what edits did to it.
 */
import type { MapTraffic } from '../../../../server/src/lsp/protocol';

export type Change = 'same' | 'added' | 'removed' | 'changed';

export function changeOf({ ports, before }: MapTraffic): Change {
  if (before === undefined) return 'same';
  if (before === '') return 'added';
  return ports === '' ? 'removed' : 'changed';
}

/** Several together: what they have in common, or else that something changed. */
export function changeOfAll(changes: Iterable<Change>): Change {
  const [first = 'same', ...others] = new Set(changes);
  return others.length === 0 ? first : 'changed';
}
