/**
 * What every feature looks at: one snapshot, and how its offsets become positions.
 */
import type { Snapshot } from '../workspace/snapshot';
import type { Positions } from './positions';

export interface View {
  readonly snapshot: Snapshot;
  readonly positions: Positions;
}
