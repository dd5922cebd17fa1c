/**
 * The cluster of a workspace at one moment, as a whole and as it looks from single files. What no edit changed goes on
 * from one model to the next.
 */
import type { Evaluator } from '../evaluator/answers';
import { createEvaluator } from '../evaluator/evaluator';
import type { Cluster } from '../evaluator/model';
import { lazy } from '../manifests/lazy';
import { assembleCluster, type Assembly } from './assemble-cluster';
import { choose, LAST_COUNTS, nearness, type Choice } from './choice';
import { derived, type Derived } from './derived';
import type { Listing } from './roster';
import type { Duplicate } from './snapshot';

/** The cluster with one choice among the objects that are written more than once. */
export interface Version {
  readonly cluster: Cluster;
  /** The objects that are written more than once. */
  readonly duplicates: Derived<readonly Duplicate[]>;
  readonly evaluator: () => Evaluator;
  readonly assembly: Assembly;
}

export interface Model {
  /** Grows by one from model to model. */
  readonly generation: number;
  /** The objects that it was made from. */
  readonly listing: Listing;
  readonly whole: Version;
  /** The cluster as it looks from one file. */
  around(file: string): Version;
  /** Those that were asked for, by what is chosen in them. */
  readonly versions: ReadonlyMap<string, Version>;
}

/** The model of these objects. `before` is the model that this one follows, if any. */
export function createModel(listing: Listing, before: Model | undefined): Model {
  // No more of it: models must not hold on to all that came before them.
  const {
    versions: earlier = new Map<string, Version>(),
    whole: earlierWhole,
    generation = -1,
  } = before ?? {};
  const versions = new Map<string, Version>();
  const versionOf = (choice: Choice): Version => {
    const known = versions.get(choice.key);
    if (known !== undefined) return known;
    const made = createVersion(listing, choice, earlier.get(choice.key) ?? earlierWhole);
    versions.set(choice.key, made);
    return made;
  };
  const whole = versionOf(choose(listing.contested, LAST_COUNTS));
  return {
    generation: generation + 1,
    listing,
    whole,
    around: (file) =>
      listing.contested.length === 0 ? whole : versionOf(choose(listing.contested, nearness(file))),
    versions,
  };
}

function createVersion(listing: Listing, choice: Choice, before: Version | undefined): Version {
  const assembly = assembleCluster(listing, choice, before?.assembly);
  const { cluster } = assembly;
  return {
    cluster,
    duplicates: derived([listing.contested, choice.key], before?.duplicates, () => choice.duplicates),
    evaluator: cluster === before?.cluster ? before.evaluator : lazy(() => createEvaluator(cluster)),
    assembly,
  };
}
