/**
 * What every feature looks at: one snapshot, and how its offsets become positions.
 */
import type { Location } from 'vscode-languageserver';

import type { SourceRef } from '../evaluator/model';
import type { Snapshot } from '../workspace/snapshot';
import type { Positions } from './positions';

export interface View {
  readonly snapshot: Snapshot;
  readonly positions: Positions;
}

/** Where a path (`spec.ingress[0].from[1]`) of something in the model is written. */
export function locationOf(
  { snapshot, positions }: View,
  source: SourceRef,
  path: string,
): Location | undefined {
  const found = snapshot.locate(source, path);
  return found && positions.location(found.file, found.range);
}

/** The line on which an object begins: to find its name would need a full parse of every manifest. */
export function beginningOf({ snapshot, positions }: View, source: SourceRef): Location | undefined {
  const file = snapshot.files.get(source.file);
  const resource = snapshot.resourceOf(source);
  return file && resource && positions.location(file, { start: resource.start, end: resource.start });
}
