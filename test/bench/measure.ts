/**
 * Measures one generated cluster in this process: what a user waits for, from loading to the answer after a keystroke.
 */
import { Bench } from 'tinybench';
import type { Workload } from '../../server/src/evaluator/model';
import type { Snapshot } from '../../server/src/workspace/snapshot';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace';
import { generateCluster, sizeOf, type Manifests } from './generated-cluster';

/** Milliseconds, unless said otherwise. */
export interface Figures {
  readonly workloads: number;
  readonly policies: number;
  readonly documents: number;
  readonly connections: number;
  readonly load: number;
  readonly firstTarget: number;
  readonly oneTarget: number;
  readonly allPairs: number;
  readonly oneEdit: number;
  /** Bytes that the loaded cluster takes once everything was asked for. */
  readonly memory: number;
}

export async function measure(workloads: number, policies: number, seed: number): Promise<Figures> {
  const manifests = generateCluster(seed, sizeOf(workloads, policies));
  const before = memoryInUse();
  const workspace = createWorkspace();
  const { time: load, value: snapshot } = timed(() => loadAll(workspace, manifests));
  const ask = questions(snapshot.cluster.workloads);
  const { time: firstTarget } = timed(() => ask(snapshot));
  const { time: allPairs, value: connections } = timed(() => countConnections(snapshot));
  const oneTarget = await median(() => ask(snapshot));
  const memory = memoryInUse() - before;
  const edit = edits(workspace, manifests);
  const oneEdit = await median(() => ask(edit()));
  return {
    workloads,
    policies,
    documents: documentsIn(snapshot),
    ...{ connections, load, firstTarget, oneTarget, allPairs, oneEdit, memory },
  };
}

/**
 * Milliseconds that processors have worked for this process: what other programs on the machine do does not count, and
 * what several threads do counts for each.
 */
function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed<T>(run: () => T): { readonly time: number; readonly value: T } {
  const started = now();
  const value = run();
  return { time: now() - started, value };
}

async function median(run: () => unknown): Promise<number> {
  const bench = new Bench({
    now,
    time: 500,
    iterations: 10,
    warmupTime: 100,
    warmupIterations: 3,
    throws: true,
  });
  const [task] = await bench.add('measured', () => void run()).run();
  const result = task?.result;
  if (result === undefined || !('latency' in result)) throw new Error('nothing was measured');
  return result.latency.p50;
}

function loadAll(workspace: Workspace, manifests: Manifests): Snapshot {
  for (const [file, text] of manifests) workspace.set(file, text);
  const snapshot = workspace.snapshot();
  // Nothing is read before somebody asks.
  if (snapshot.cluster.workloads.length === 0) throw new Error('no workload was loaded');
  return snapshot;
}

/** Asks who can reach a workload, each time another one. */
function questions(workloads: readonly Workload[]): (snapshot: Snapshot) => number {
  let asked = 0;
  return ({ evaluator }) => {
    const workload = workloads[(asked++ * 7919) % workloads.length];
    if (workload === undefined) return 0;
    return evaluator.reach('to', { kind: 'workload', workload }).reachable.length;
  };
}

function countConnections({ evaluator }: Snapshot): number {
  let connections = 0;
  for (const connection of evaluator.connections()) if (!connection.allowed.isEmpty()) connections++;
  return connections;
}

/** Changes whom one policy is about, and back again. */
function edits(workspace: Workspace, manifests: Manifests): () => Snapshot {
  const [file, text] = [...manifests].findLast(([, written]) => written.includes('kind: NetworkPolicy')) ?? [
    '',
    '',
  ];
  const other = text.replace('spec:\n', 'spec:\n  ingress: []\n').replace(/\n {2}ingress:\n[^]*$/u, '\n');
  let isChanged = false;
  return () => {
    isChanged = !isChanged;
    workspace.set(file, isChanged ? other : text);
    return workspace.snapshot();
  };
}

function documentsIn({ files }: Snapshot): number {
  return [...files.values()].reduce((sum, { documents }) => sum + documents.length, 0);
}

function memoryInUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
