/**
 * Makes snapshots of the files and the model made from them.
 */
import type { Policy, SourceRef } from '../evaluator/model';
import { parsePath, type ManifestFile, type Resource } from '../manifests/document';
import type { Model, Version } from './model';
import type { Snapshot } from './snapshot';

export interface SnapshotParts {
  readonly model: Model;
  readonly files: ReadonlyMap<string, ManifestFile>;
  /** The policy that a resource of one of the files is. */
  readonly policyOf: (resource: Resource) => Policy | undefined;
}

/** The whole cluster, unless a version of it is meant. */
export function createSnapshot(parts: SnapshotParts, version: Version = parts.model.whole): Snapshot {
  const { model, files, policyOf } = parts;
  const resourceOf = ({ file, resource }: SourceRef): Resource | undefined =>
    files.get(file)?.resourceAt(resource);
  const snapshot: Snapshot = {
    generation: model.generation,
    files,
    cluster: version.cluster,
    duplicates: version.duplicates.value,
    get evaluator() {
      return version.evaluator();
    },
    around(file) {
      const nearer = model.around(file);
      return nearer === version ? snapshot : createSnapshot(parts, nearer);
    },
    resourceOf,
    policyOf: (_file, resource) => policyOf(resource),
    locate(source, path) {
      const file = files.get(source.file);
      const range = resourceOf(source)?.locate(parsePath(path))?.value;
      return file && range && { file, range };
    },
  };
  return snapshot;
}
