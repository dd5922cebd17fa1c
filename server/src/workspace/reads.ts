/**
 * What of a snapshot somebody looks at, so that what was concluded from it can be kept until that changes. Whoever is
 * given an observed snapshot leaves a trace of what is asked of it; what it answers is the same.
 */
import type { Evaluator } from '../evaluator/answers';
import type { Cluster, SourceRef, Workload } from '../evaluator/model';
import type { ManifestFile } from '../manifests/document';
import { perObject } from '../manifests/lazy';
import type { Snapshot } from './snapshot';

/**
 * Parts of a snapshot that are read as a whole, as bits. To the workloads belong the labels of their namespaces, to the
 * namespaces also those without any; `files` is everything that stands in any file.
 */
export const FACETS = {
  workloads: 1,
  services: 2,
  entrances: 4,
  policies: 8,
  duplicates: 16,
  files: 32,
  namespaces: 64,
} as const;

export type Facet = keyof typeof FACETS;

export interface Reads {
  /** A sum of {@link FACETS}. */
  readonly facets: number;
  /** Workloads of which it was asked which policies govern them. */
  readonly governed?: ReadonlySet<Workload>;
  /** Objects whose manifests were looked at. */
  readonly objects?: ReadonlySet<SourceRef>;
  /** What was read for something that was computed before and is used here. */
  readonly others?: ReadonlySet<Reads>;
  readonly questions?: ReadonlySet<Question>;
}

/** Of a question the answer alone counts: as long as it is the same, what it was concluded from may change. */
export interface Question {
  readonly ask: (snapshot: Snapshot) => Answer;
  readonly answer: Answer;
  /** What the answer was concluded from when it was last asked. */
  reads: Reads;
}

type Answer = string | boolean | undefined;

/** Sets are made when there is something to put into them: most reads are of facets only. */
interface Trace extends Reads {
  facets: number;
  governed?: Set<Workload>;
  objects?: Set<SourceRef>;
  others?: Set<Reads>;
  questions?: Set<Question>;
}

/** Of whatever runs now. Nothing here waits, so one at a time is enough. */
let current: Trace | undefined;

/** Runs something and tells what it read of observed snapshots. */
export function reading<T>(run: () => T): { readonly value: T; readonly reads: Reads } {
  const own: Trace = { facets: 0 };
  try {
    return { value: traced(own, run), reads: own };
  } finally {
    readAgain(own);
  }
}

/** Runs something whose reads are not those of whoever runs now. */
function traced<T>(own: Trace, run: () => T): T {
  const outer = current;
  current = own;
  try {
    return run();
  } finally {
    current = outer;
  }
}

/**
 * The answer to a question about an observed snapshot, for somebody who concludes from nothing but the answer. `ask` may
 * know only what cannot change as long as the conclusion is kept.
 */
export function answerTo<A extends Answer>(snapshot: Snapshot, ask: (snapshot: Snapshot) => A): A {
  const reads: Trace = { facets: 0 };
  const answer = traced(reads, () => ask(snapshot));
  if (current !== undefined && !isEmpty(reads)) (current.questions ??= new Set()).add({ ask, answer, reads });
  return answer;
}

/** Whether a question has the same answer in another snapshot. */
export function hasSameAnswer(question: Question, snapshot: Snapshot): boolean {
  const reads: Trace = { facets: 0 };
  try {
    if (traced(reads, () => question.ask(observed(snapshot))) !== question.answer) return false;
  } catch {
    // Whoever asked it will fail again, and tell.
    return false;
  }
  question.reads = reads;
  return true;
}

/** What was concluded from these reads is used once more. */
export function readAgain(reads: Reads): void {
  if (current === undefined || isEmpty(reads)) return;
  const { questions = [], ...others } = reads;
  // Those of something that many use cannot be asked for one of them.
  for (const question of questions) readAgain(question.reads);
  if (reads.questions !== undefined) readAgain(others);
  else if (isOfFacetsOnly(reads)) current.facets |= reads.facets;
  else (current.others ??= new Set()).add(reads);
}

/** All that was read at several times. What questions among it are answered with is asked when it is compared. */
export function together(all: Iterable<Reads>): Reads {
  const sum: Trace = { facets: 0 };
  for (const reads of all) {
    if (isOfFacetsOnly(reads)) sum.facets |= reads.facets;
    else (sum.others ??= new Set()).add(reads);
  }
  return sum;
}

export function isEmpty(reads: Reads): boolean {
  return reads.facets === 0 && isOfFacetsOnly(reads);
}

/** Whether nothing but whole parts of the snapshot was read. */
export function isOfFacetsOnly({ governed, objects, others, questions }: Reads): boolean {
  return governed === undefined && objects === undefined && others === undefined && questions === undefined;
}

function readFacets(facets: number): void {
  if (current !== undefined) current.facets |= facets;
}

function readObject(source: SourceRef): void {
  if (current !== undefined) (current.objects ??= new Set()).add(source);
}

function readGoverned(workload: Workload): void {
  if (current !== undefined) (current.governed ??= new Set()).add(workload);
}

const ALL = Object.values(FACETS).reduce((sum, facet) => sum | facet, 0);

/** All that decides what gets through between any two ends. */
const CONNECTIONS =
  FACETS.workloads | FACETS.services | FACETS.entrances | FACETS.policies | FACETS.namespaces;

/** For each property of an object the facets that are read by looking at it. */
type FacetsOf<T> = Readonly<Record<keyof T, number>>;

/** The object as it is, for somebody whose looks count; with some properties of its own. */
function noting<T extends object>(object: T, facets: FacetsOf<T>, own: Partial<T> = {}): T {
  const facetsByName = new Map<string | symbol, number>(Object.entries(facets));
  return new Proxy(object, {
    get(target, name) {
      readFacets(facetsByName.get(name) ?? 0);
      const value: unknown = Reflect.get(name in own ? own : target, name);
      return value;
    },
  });
}

const OF_SNAPSHOT: FacetsOf<Snapshot> = {
  generation: ALL,
  files: FACETS.files,
  duplicates: FACETS.duplicates,
  around: ALL,
  // What is read of these is noted by themselves.
  cluster: 0,
  evaluator: 0,
  resourceOf: 0,
  locate: 0,
  policyOf: 0,
};

/** The snapshot for somebody whose looks count. The same object for the same snapshot. */
export const observed = perObject((snapshot: Snapshot): Snapshot =>
  noting(snapshot, OF_SNAPSHOT, {
    cluster: observedCluster(snapshot.cluster),
    evaluator: observedEvaluator(snapshot.evaluator),
    resourceOf(source) {
      readObject(source);
      return snapshot.resourceOf(source);
    },
    locate(source, path) {
      readObject(source);
      return snapshot.locate(source, path);
    },
  }),
);

const OF_CLUSTER: FacetsOf<Cluster> = {
  namespaces: FACETS.namespaces,
  workloads: FACETS.workloads,
  services: FACETS.services,
  entrances: FACETS.entrances,
  policies: FACETS.policies,
  unreadPolicies: FACETS.policies,
  tiers: 0,
};

const plainClusters = new WeakMap<Cluster, Cluster>();

/** The same object for the same cluster, as what was computed from it is kept by it. */
const observedCluster = perObject((cluster: Cluster): Cluster => {
  const noted = noting(cluster, OF_CLUSTER);
  plainClusters.set(noted, cluster);
  return noted;
});

/** The cluster for somebody who looks without a trace. */
export function plain(cluster: Cluster): Cluster {
  return plainClusters.get(cluster) ?? cluster;
}

/**
 * The same object for a cluster and for those that follow it when something else than a workload changes, as long as they
 * are observed. What is read of others is not known, so that each stands for itself.
 */
export function lineOf(cluster: Cluster): object {
  return plainClusters.get(cluster)?.workloads ?? cluster;
}

/** Which workloads there are decides every answer. */
const OF_EVALUATOR: FacetsOf<Evaluator> = {
  select: FACETS.workloads,
  policiesSelecting: FACETS.workloads,
  oneSide: FACETS.workloads,
  backends: FACETS.workloads,
  servicesOf: FACETS.workloads | FACETS.services,
  connections: CONNECTIONS,
  reach: CONNECTIONS,
  explain: CONNECTIONS,
};

function observedEvaluator(evaluator: Evaluator): Evaluator {
  return noting(evaluator, OF_EVALUATOR, {
    policiesSelecting(workload, direction) {
      readGoverned(workload);
      return evaluator.policiesSelecting(workload, direction);
    },
    oneSide(workload, direction, other) {
      readGoverned(workload);
      return evaluator.oneSide(workload, direction, other);
    },
  });
}

const OF_FILE: FacetsOf<ManifestFile> = {
  file: 0,
  text: 0,
  documents: FACETS.files,
  resources: FACETS.files,
  resourceAt: FACETS.files,
  pathAt: FACETS.files,
};

/** A file of which only the text around the object at hand may be looked at unnoticed. */
export function observedFile(file: ManifestFile): ManifestFile {
  return noting(file, OF_FILE);
}
