/**
 * One consistent view of the workspace: the files as they are now, and the cluster they describe.
 * Immutable; a change makes a new snapshot that shares what did not change.
 */
import type { Evaluator } from '../evaluator/answers';
import type { Cluster, Policy, SourceRef } from '../evaluator/model';
import type { ManifestFile, OffsetRange, Resource } from '../manifests/document';

/** An object that is written more than once. */
export interface Duplicate {
  readonly kind: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
  /** The one that the cluster has. */
  readonly used: SourceRef;
  /** All of them, in the order of the files. */
  readonly sources: readonly SourceRef[];
}

export interface Snapshot {
  /** Grows by one with each change that can alter an answer. */
  readonly generation: number;
  readonly files: ReadonlyMap<string, ManifestFile>;
  /** Of an object that is written several times it holds the last one, by the names of the files. */
  readonly cluster: Cluster;
  readonly duplicates: readonly Duplicate[];
  /** Built on first use and kept for the life of the snapshot. */
  readonly evaluator: Evaluator;
  /**
   * The same workspace as it looks from one file. Where an object is written several times, as in overlays, the one
   * in this file counts, or else the one in the nearest folder. The snapshot itself when that changes nothing.
   */
  around(file: string): Snapshot;
  /** The resource a model object was made from. */
  resourceOf(source: SourceRef): Resource | undefined;
  /** The policy that was made from this resource, if it is one; also when another of its name is in the cluster. */
  policyOf(file: ManifestFile, resource: Resource): Policy | undefined;
  /** Where a path of the API server's notation (`spec.ingress[0].from[1]`) stands. */
  locate(
    source: SourceRef,
    path: string,
  ): { readonly file: ManifestFile; readonly range: OffsetRange } | undefined;
}
