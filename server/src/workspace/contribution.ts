/**
 * What one file adds to the cluster, object by object. Depends on this file alone; what objects of several files mean
 * together is decided when the cluster is assembled.
 */
import type { SourceRef } from '../evaluator/model';
import type { ManifestFile, Resource } from '../manifests/document';
import type { Entry } from './entry';
import { sameModel } from './same-model';
import { translateResource } from './translate-resource';

export interface Contribution {
  /** By the index of the resource, in ascending order. */
  readonly entries: ReadonlyMap<number, Entry>;
  /** The value each entry was made from. */
  readonly values: ReadonlyMap<number, Resource['value']>;
}

export interface Translation {
  /** Of resources that name none. */
  readonly namespace: string;
  /** Told of an object that could not be translated. It is missing; the others are there. */
  readonly onFailure: (source: SourceRef, error: unknown) => void;
}

export const NO_CONTRIBUTION: Contribution = { entries: new Map(), values: new Map() };

/**
 * Translates the resources of a file. What `previous`, the contribution of an earlier text of the file, has already is
 * taken from it; the result is `previous` itself when nothing changed that an answer could depend on.
 */
export function contributionOf(
  file: ManifestFile,
  translation: Translation,
  previous: Contribution,
): Contribution {
  const entries = new Map<number, Entry>();
  const values = new Map<number, Resource['value']>();
  for (const resource of file.resources) {
    if (resource.document.notJudged !== undefined) continue;
    const entry = entryOf({ file: file.file, resource: resource.index }, resource, translation, previous);
    if (entry === undefined) continue;
    entries.set(resource.index, entry);
    values.set(resource.index, resource.value);
  }
  return isUnchanged(entries, previous) ? { entries: previous.entries, values } : { entries, values };
}

function entryOf(
  source: SourceRef,
  resource: Resource,
  { namespace, onFailure }: Translation,
  previous: Contribution,
): Entry | undefined {
  const known = previous.entries.get(resource.index);
  if (known !== undefined && previous.values.get(resource.index) === resource.value) return known;
  try {
    const entry = translateResource(resource, source, namespace);
    return known !== undefined && sameModel(known, entry) ? known : entry;
  } catch (error) {
    onFailure(source, error);
    return undefined;
  }
}

function isUnchanged(entries: ReadonlyMap<number, Entry>, { entries: known }: Contribution): boolean {
  if (entries.size !== known.size) return false;
  return [...entries].every(([index, entry]) => known.get(index) === entry);
}
