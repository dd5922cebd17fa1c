/**
 * What of a snapshot somebody looks at, so that what was concluded from it can be kept until that changes. Whoever is
 * given an observed snapshot leaves a trace of what is asked of it; what it answers is the same.
 */
import type { Evaluator } from '../evaluator/answers';
import type { Cluster, SourceRef, Workload } from '../evaluator/model';
import type { ManifestFile } from '../manifests/document';
import type { Snapshot } from './snapshot';

/** Parts of a snapshot that are read as a whole. `files` is everything that stands in any file. */
export type Facet = 'workloads' | 'services' | 'entrances' | 'policies' | 'duplicates' | 'files';

export interface Reads {
  readonly facets: ReadonlySet<Facet>;
  /** Workloads of which it was asked which policies govern them. */
  readonly governed: ReadonlySet<Workload>;
  /** Objects whose manifests were looked at. */
  readonly objects: ReadonlySet<SourceRef>;
}

interface Trace {
  readonly facets: Set<Facet>;
  readonly governed: Set<Workload>;
  readonly objects: Set<SourceRef>;
}

/** Of whatever runs now. Nothing here waits, so one at a time is enough. */
let current: Trace | undefined;

/** Runs something and tells what it read of observed snapshots. */
export function reading<T>(run: () => T): { readonly value: T; readonly reads: Reads } {
  const outer = current;
  const own: Trace = { facets: new Set(), governed: new Set(), objects: new Set() };
  current = own;
  try {
    return { value: run(), reads: own };
  } finally {
    current = outer;
    readAgain(own);
  }
}

/** What was concluded from these reads is used once more. */
export function readAgain({ facets, governed, objects }: Reads): void {
  if (current === undefined) return;
  for (const facet of facets) current.facets.add(facet);
  for (const workload of governed) current.governed.add(workload);
  for (const object of objects) current.objects.add(object);
}

export function isEmpty({ facets, governed, objects }: Reads): boolean {
  return facets.size === 0 && governed.size === 0 && objects.size === 0;
}

function readFacets(...facets: readonly Facet[]): void {
  for (const facet of facets) current?.facets.add(facet);
}

const ALL: readonly Facet[] = ['workloads', 'services', 'entrances', 'policies', 'duplicates', 'files'];

const observedOnes = new WeakMap<Snapshot, Snapshot>();

/** The snapshot as it is, for somebody whose reads count. The same object for the same snapshot. */
export function observed(snapshot: Snapshot): Snapshot {
  const known = observedOnes.get(snapshot);
  if (known !== undefined) return known;
  const made = observe(snapshot);
  observedOnes.set(snapshot, made);
  return made;
}

function observe(snapshot: Snapshot): Snapshot {
  const cluster = observedCluster(snapshot.cluster);
  const evaluator = observedEvaluator(snapshot);
  return {
    cluster,
    evaluator,
    get generation() {
      readFacets(...ALL);
      return snapshot.generation;
    },
    get files() {
      readFacets('files');
      return snapshot.files;
    },
    get duplicates() {
      readFacets('duplicates');
      return snapshot.duplicates;
    },
    around(file) {
      readFacets(...ALL);
      return snapshot.around(file);
    },
    resourceOf(source) {
      current?.objects.add(source);
      return snapshot.resourceOf(source);
    },
    locate(source, path) {
      current?.objects.add(source);
      return snapshot.locate(source, path);
    },
    policyOf: (file, resource) => snapshot.policyOf(file, resource),
  };
}

function observedCluster(cluster: Cluster): Cluster {
  return {
    tiers: cluster.tiers,
    get namespaces() {
      readFacets('workloads');
      return cluster.namespaces;
    },
    get workloads() {
      readFacets('workloads');
      return cluster.workloads;
    },
    get services() {
      readFacets('services');
      return cluster.services;
    },
    get entrances() {
      readFacets('entrances');
      return cluster.entrances;
    },
    get policies() {
      readFacets('policies');
      return cluster.policies;
    },
  };
}

/** Which workloads there are decides every answer. */
function observedEvaluator(snapshot: Snapshot): Evaluator {
  const about = (...facets: readonly Facet[]): Evaluator => {
    readFacets('workloads', ...facets);
    return snapshot.evaluator;
  };
  return {
    select: (predicate) => about().select(predicate),
    policiesSelecting(workload, direction) {
      current?.governed.add(workload);
      return about().policiesSelecting(workload, direction);
    },
    oneSide(workload, direction, other) {
      current?.governed.add(workload);
      return about().oneSide(workload, direction, other);
    },
    backends: (service) => about().backends(service),
    servicesOf: (workload) => about('services').servicesOf(workload),
    connections: (order) => about('services', 'entrances', 'policies').connections(order),
    reach: (direction, target, port) =>
      about('services', 'entrances', 'policies').reach(direction, target, port),
    explain(source, destination, port) {
      if (source.kind === 'workload' && destination.kind === 'workload') {
        current?.governed.add(source.workload).add(destination.workload);
        return about().explain(source, destination, port);
      }
      return about('services', 'entrances', 'policies').explain(source, destination, port);
    },
  };
}

/** A file of which only the text around the object at hand may be looked at unnoticed. */
export function observedFile(file: ManifestFile): ManifestFile {
  return {
    file: file.file,
    text: file.text,
    get documents() {
      readFacets('files');
      return file.documents;
    },
    get resources() {
      readFacets('files');
      return file.resources;
    },
    pathAt(offset) {
      readFacets('files');
      return file.pathAt(offset);
    },
  };
}
