/**
 * One consistent view of the workspace: the files as they are now, and the cluster they describe.
 * Immutable; a change makes a new snapshot that shares what did not change.
 */
import type { Evaluator } from '../evaluator/answers';
import type { Cluster, Policy, SourceRef } from '../evaluator/model';
import type { ManifestFile, OffsetRange, Resource } from '../manifests/document';

export interface Snapshot {
  /** Grows by one with each change that can alter an answer. */
  readonly generation: number;
  readonly files: ReadonlyMap<string, ManifestFile>;
  readonly cluster: Cluster;
  /** Built on first use and kept for the life of the snapshot. */
  readonly evaluator: Evaluator;
  /** The resource a model object was made from. */
  resourceOf(source: SourceRef): Resource | undefined;
  /** The policy that was made from this resource, if it is one. */
  policyOf(file: ManifestFile, resource: Resource): Policy | undefined;
  /** Where a path of the API server's notation (`spec.ingress[0].from[1]`) stands. */
  locate(
    source: SourceRef,
    path: string,
  ): { readonly file: ManifestFile; readonly range: OffsetRange } | undefined;
}
