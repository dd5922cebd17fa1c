/**
 * What stands under the cursor means, in one sentence, with the workloads it matches now.
 * Finds out what is hovered; what is said about it stands in the files beside.
 */
import type { Hover, Position } from 'vscode-languageserver';

import type { FieldPath, FieldPlace, ManifestFile } from '../manifests/document';
import { paragraphs } from './markdown';
import { policyHover } from './hover-policy';
import { serviceHover, workloadHover } from './hover-workload';
import { subjectOf, type Subject } from './subject';
import type { View } from './view';

/** Null where there is nothing to say that the schema does not say already. */
export function hover(view: View, file: ManifestFile, position: Position): Hover | null {
  const place = file.pathAt(view.positions.offset(file, position));
  if (place === undefined || isBetweenItems(place)) return null;
  const subject = subjectOf(view.snapshot, file, place.resource);
  const parts = subject && partsAbout(view, subject, place);
  if (parts === undefined) return null;
  return {
    contents: { kind: 'markdown', value: paragraphs(...parts) },
    range: view.positions.range(file, place.range),
  };
}

/** White space within a mapping or list is no word that could be asked about. */
function isBetweenItems({ resource, path, onKey }: FieldPlace): boolean {
  const shape = resource.shapeOf(path);
  return !onKey && shape !== undefined && COLLECTIONS.includes(shape);
}

const COLLECTIONS: readonly string[] = ['block-map', 'block-list', 'flow-map', 'flow-list'];

function partsAbout(
  { snapshot }: View,
  subject: Subject,
  { resource, path }: FieldPlace,
): readonly (string | undefined)[] | undefined {
  if (subject.kind === 'policy') return policyHover(snapshot, subject, resource, path);
  if (!isHead(path)) return undefined;
  return subject.kind === 'workload' ? workloadHover(snapshot, subject) : serviceHover(snapshot, subject);
}

/** The words that stand for the resource as a whole. */
function isHead(path: FieldPath): boolean {
  return path.join('.') === 'kind' || path.join('.') === 'metadata.name';
}
