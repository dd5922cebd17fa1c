/**
 * `podreach connectivity`: every allowed connection. Decides which rows there are and their order; how they are
 * written stands in the formats.
 */
import { Command } from 'commander';
import type { Connection, Endpoint, Evaluator, Target } from '../evaluator/answers';
import { targetId } from '../wording/names';
import { workloadsInOrder } from '../wording/order';
import { thousands } from '../wording/quantities';
import { tellAssumptions } from './assumptions';
import { CONNECTIVITY_FORMATS } from './connectivity-formats';
import { writeAll } from './io';
import { loadCluster, type LoadedCluster } from './load-cluster';
import { progressLine } from './progress-line';
import { findTarget } from './targets';
import {
  append,
  formatOf,
  formatOption,
  withCluster,
  withExamples,
  type ClusterOptions,
  type VerbContext,
} from './verb';

interface ConnectivityOptions extends ClusterOptions {
  readonly workload?: readonly string[];
  readonly format: string;
}

export function connectivityCommand(context: VerbContext): Command {
  const command = withCluster(new Command('connectivity'))
    .summary('list every allowed connection')
    .description('List every allowed connection between workloads, and with addresses outside the cluster.')
    .option('-w, --workload <name>', 'keep rows that touch this workload (repeatable)', append)
    .addOption(formatOption(CONNECTIVITY_FORMATS.keys()))
    .action((paths: string[], options: ConnectivityOptions) => connectivity(paths, options, context));
  return withExamples(command, [
    'connectivity manifests/',
    'connectivity --format json manifests/ > connections.json',
    'connectivity --workload shop/cart --workload web/front manifests/',
    'connectivity --format mermaid manifests/',
  ]);
}

async function connectivity(
  paths: readonly string[],
  options: ConnectivityOptions,
  context: VerbContext,
): Promise<void> {
  const write = formatOf(options.format, CONNECTIVITY_FORMATS);
  const loaded = await loadCluster(paths, options, context);
  const { evaluator, cluster } = loaded.snapshot;
  const workloads = workloadsInOrder(cluster.workloads);
  const isShown = touchFilter(options, loaded);
  const connections = {
    [Symbol.iterator]: () =>
      watched(shown(evaluator.connections(workloads), isShown), workloads.length, context),
  };
  const notes = tellAssumptions([loaded.snapshot], options, context);
  await writeAll(context.io.out, write({ workloads, connections, notes }, loaded));
}

/** The same connections; tells for how many workloads they were found. On a terminal the rows themselves show it. */
function* watched(
  connections: Iterable<Connection>,
  workloads: number,
  { io }: VerbContext,
): Generator<Connection> {
  if (io.out.isTerminal) return yield* connections;
  const progress = progressLine(io);
  let sources = 0;
  let last: Endpoint | undefined;
  try {
    for (const connection of connections) {
      if (connection.source !== last) {
        last = connection.source;
        sources++;
        progress.show(() => `Connections of ${thousands(sources)} of ${thousands(workloads)} workloads`);
      }
      yield connection;
    }
  } finally {
    progress.clear();
  }
}

/** Connections that let any port through and are to be shown. */
function* shown(
  connections: Iterable<Connection>,
  isShown: ((connection: Connection) => boolean) | undefined,
): Generator<Connection> {
  for (const connection of connections) {
    if (connection.allowed.hasNoPort() || isShown?.(connection) === false) continue;
    yield connection;
  }
}

/** Whether a connection is to be shown; undefined when all are. */
function touchFilter(
  { workload: names = [], namespace }: ConnectivityOptions,
  { snapshot }: LoadedCluster,
): ((connection: Connection) => boolean) | undefined {
  if (names.length === 0) return undefined;
  const wanted = new Set(
    names.flatMap((name) => {
      const { target } = findTarget(name, { cluster: snapshot.cluster, namespace });
      return endpointsOf(target, snapshot.evaluator).map(targetId);
    }),
  );
  return ({ source, destination }) => wanted.has(targetId(source)) || wanted.has(targetId(destination));
}

/** A Service stands for its pods. */
function endpointsOf(target: Target, evaluator: Evaluator): readonly Endpoint[] {
  if (target.kind !== 'service') return [target];
  return evaluator.backends(target.service).map((workload) => ({ kind: 'workload', workload }));
}
