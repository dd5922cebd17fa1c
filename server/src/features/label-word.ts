/**
 * The key or value of a label that a place in the text is: in a selector, or on what carries it.
 */
import { NAMESPACE_NAME } from '../evaluator/predicate';
import type { FieldPath, FieldPlace, ManifestFile, Resource } from '../manifests/document';
import { text } from '../manifests/json-value';
import { KINDS, isKind } from '../manifests/known-kinds';
import type { Snapshot } from '../workspace/snapshot';
import { subjectOf } from './subject';
import { valueAt } from './value-at';
import { labelsPath } from './written-labels';
import { isWithin, requirementAt } from './written-selectors';

export interface LabelWord {
  readonly on: 'pod' | 'namespace';
  readonly key: string;
  /** Absent when the word is the key. */
  readonly value?: string;
}

/** Undefined for all other words, and for the label that is a namespace's name. */
export function labelWordAt(
  snapshot: Snapshot,
  file: ManifestFile,
  place: FieldPlace,
): LabelWord | undefined {
  const word = snapshot.policyOf(file, place.resource)
    ? wordOfRequirement(place)
    : wordOfPair(place, mapOf(snapshot, file, place));
  return word?.key === NAMESPACE_NAME ? undefined : word;
}

function wordOfRequirement({ resource, path, onKey }: FieldPlace): LabelWord | undefined {
  const requirement = requirementAt(resource, path);
  if (requirement === undefined || requirement.on === 'service-account') return undefined;
  const { on, key } = requirement;
  const [field, index] = path.slice(requirement.path.length);
  const isPair = typeof requirement.path.at(-1) === 'string';
  if (isPair ? onKey : field === 'key' && !onKey) return { on, key };
  if (!isPair && (field !== 'values' || index === undefined)) return undefined;
  const value = text(valueAt(resource.value, path));
  return value === undefined ? undefined : { on, key, value };
}

interface LabelMap {
  readonly on: LabelWord['on'];
  readonly path: FieldPath;
}

function wordOfPair({ resource, path, onKey }: FieldPlace, map: LabelMap | undefined): LabelWord | undefined {
  const key = path.at(-1);
  if (map === undefined || path.length !== map.path.length + 1 || typeof key !== 'string') return undefined;
  if (onKey) return { on: map.on, key };
  const value = text(valueAt(resource.value, path));
  return value === undefined ? undefined : { on: map.on, key, value };
}

/** The map of labels that a path leads into. */
function mapOf(snapshot: Snapshot, file: ManifestFile, { resource, path }: FieldPlace): LabelMap | undefined {
  const map = mapsOf(snapshot, file, resource).find((one) => isWithin(path, one.path));
  return map;
}

function mapsOf(snapshot: Snapshot, file: ManifestFile, resource: Resource): readonly LabelMap[] {
  if (isKind(resource, KINDS.Namespace)) return [{ on: 'namespace', path: ['metadata', 'labels'] }];
  switch (subjectOf(snapshot, file, resource)?.kind) {
    case 'service':
      return [{ on: 'pod', path: ['spec', 'selector'] }];
    case 'workload':
      return [
        { on: 'pod', path: labelsPath(resource) },
        { on: 'pod', path: ['spec', 'selector', 'matchLabels'] },
      ];
    case 'policy':
    case undefined:
      return [];
  }
}
