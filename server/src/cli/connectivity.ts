/**
 * `podreach connectivity`: every allowed connection. Decides which rows there are and their order; how they are
 * written stands in the formats.
 */
import { Command, Option } from 'commander';
import type { Connection, Endpoint, Evaluator, Target } from '../evaluator/answers';
import { targetId } from '../wording/names';
import { CONNECTIVITY_FORMATS, type ConnectivityFormat } from './connectivity-formats';
import { UsageError } from './io';
import { loadCluster, type LoadedCluster } from './load-cluster';
import { connectionsInOrder, workloadsInOrder } from './order';
import { findTarget } from './targets';
import { append, withCluster, withExamples, type ClusterOptions, type VerbContext } from './verb';

interface ConnectivityOptions extends ClusterOptions {
  readonly workload?: readonly string[];
  readonly format: string;
}

export function connectivityCommand(context: VerbContext): Command {
  const command = withCluster(new Command('connectivity'))
    .summary('list every allowed connection')
    .description('List every allowed connection between workloads, and with addresses outside the cluster.')
    .option('-w, --workload <name>', 'keep rows that touch this workload (repeatable)', append)
    .addOption(
      new Option('--format <format>', 'how the answer is written')
        .choices([...CONNECTIVITY_FORMATS.keys()])
        .default('text'),
    )
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
  const loaded = await loadCluster(paths, options, context);
  const touches = touchFilter(options, loaded);
  const rows = connectionsInOrder(loaded.snapshot.evaluator.connections(), touches);
  const answer = { workloads: workloadsInOrder(loaded.snapshot.cluster.workloads), connections: rows };
  const { out } = context.io;
  for (const text of formatOf(options.format)(answer, loaded)) {
    if (out.isClosed) return;
    out.write(text);
  }
}

function formatOf(name: string): ConnectivityFormat {
  const format = CONNECTIVITY_FORMATS.get(name);
  if (format === undefined) throw new UsageError(`There is no format ${name}`);
  return format;
}

/** Whether a connection is to be shown. */
function touchFilter(
  { workload: names = [], namespace }: ConnectivityOptions,
  { snapshot }: LoadedCluster,
): (connection: Connection) => boolean {
  if (names.length === 0) return () => true;
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
