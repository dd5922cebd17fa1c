/**
 * Makes snapshots from what the files contribute.
 */
import type { Evaluator } from '../evaluator/answers';
import { createEvaluator } from '../evaluator/evaluator';
import type { Cluster, SourceRef } from '../evaluator/model';
import { parsePath, type ManifestFile } from '../manifests/document';
import { lazy } from '../manifests/lazy';
import { assembleCluster, LAST_COUNTS, type Rank } from './assemble-cluster';
import type { Contribution } from './contribution';
import { sharedCluster } from './shared-cluster';
import type { Duplicate, Snapshot } from './snapshot';

/** What a snapshot shares with later ones for as long as no answer can change. */
export interface Model {
  readonly generation: number;
  readonly cluster: Cluster;
  readonly duplicates: readonly Duplicate[];
  readonly evaluator: () => Evaluator;
  /** The model as it looks from one file. */
  readonly around: (file: string) => Model;
}

/**
 * The model of a whole workspace. `contributions` are in the order of their files; `before` is the model that this one
 * follows, if any.
 */
export function createModel(contributions: readonly Contribution[], before: Model | undefined): Model {
  const generation = (before?.generation ?? -1) + 1;
  const modelOf = (rank: Rank, around: (file: string) => Model): Model => {
    const { cluster: made, duplicates } = assembleCluster(contributions, rank);
    const cluster = before === undefined ? made : sharedCluster(made, before.cluster);
    return { generation, cluster, duplicates, evaluator: lazy(() => createEvaluator(cluster)), around };
  };
  const variants = new Map<string, Model>();
  const around = (file: string): Model => {
    if (whole.duplicates.length === 0) return whole;
    const variant = modelOf(nearness(file), around);
    const key = choices(variant);
    const known = variants.get(key) ?? variant;
    variants.set(key, known);
    return known;
  };
  const whole = modelOf(LAST_COUNTS, around);
  variants.set(choices(whole), whole);
  return whole;
}

/** Which of the duplicates are used: two models of the same files differ in nothing else. */
function choices({ duplicates }: Model): string {
  return JSON.stringify(duplicates.map(({ used }) => used));
}

/** How many folders a file has in common with this one, from the root on. */
function nearness(file: string): Rank {
  const path = file.split('/');
  return (other) => {
    if (other === file) return Number.POSITIVE_INFINITY;
    const names = other.split('/');
    const differs = names.findIndex((name, depth) => name !== path[depth]);
    return differs;
  };
}

/** A snapshot of the files with the model made from them. */
export function createSnapshot(
  model: Model,
  files: ReadonlyMap<string, ManifestFile>,
  contributions: ReadonlyMap<string, Contribution>,
): Snapshot {
  const resourceOf = ({ file, resource }: SourceRef): ManifestFile['resources'][number] | undefined =>
    files.get(file)?.resourceAt(resource);
  const snapshot: Snapshot = {
    generation: model.generation,
    files,
    cluster: model.cluster,
    duplicates: model.duplicates,
    get evaluator() {
      return model.evaluator();
    },
    around(file) {
      const nearer = model.around(file);
      return nearer === model ? snapshot : createSnapshot(nearer, files, contributions);
    },
    resourceOf,
    policyOf(file, { index }) {
      const entry = contributions.get(file.file)?.entries.get(index);
      return entry?.kind === 'policy' ? entry.object : undefined;
    },
    locate(source, path) {
      const file = files.get(source.file);
      const range = resourceOf(source)?.locate(parsePath(path))?.value;
      return file && range && { file, range };
    },
  };
  return snapshot;
}
