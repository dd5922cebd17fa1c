/**
 * The lens that says of an edited policy which connections it gained and lost. It stands on the line of the policy's
 * other lenses, so that no line comes or goes with it.
 */
import type { Range } from 'vscode-languageserver';

import type { ManifestFile } from '../manifests/document';
import type { EarlierState } from '../lsp/protocol';
import { changesTitle } from './changes';
import { changesOfPolicy, isEdited } from './connection-comparison';
import { subjectsIn, type Subject } from './subject';
import type { View } from './view';

/** The cluster as it was, and when that was. */
export interface Earlier {
  readonly view: View;
  readonly since: EarlierState;
}

export interface ChangePlace {
  readonly topic: 'changes';
  readonly resource: number;
  readonly range: Range;
}

/** On the kind of each policy that says something else than before. */
export function changePlaces(view: View, file: ManifestFile, earlier: Earlier): readonly ChangePlace[] {
  const before = earlier.view.snapshot;
  return [...subjectsIn(view.snapshot, file)].flatMap(([resource, subject]) => {
    if (subject.kind !== 'policy' || !isEdited(before, subject.policy)) return [];
    const kind = file.resourceAt(resource)?.locate(['kind']);
    if (kind === undefined) return [];
    return { topic: 'changes', resource, range: view.positions.range(file, kind.key ?? kind.value) };
  });
}

export interface ChangeTitle {
  readonly title: string;
  readonly isChange: boolean;
}

/** Undefined when the policy governs too many pods to say it in passing. */
export function changeTitle(
  view: View,
  subject: Subject,
  { view: before, since }: Earlier,
): ChangeTitle | undefined {
  if (subject.kind !== 'policy') return undefined;
  const changes = changesOfPolicy(before.snapshot, view.snapshot, subject.policy.ref);
  return changes && { title: changesTitle(changes, since), isChange: changes.length > 0 };
}
