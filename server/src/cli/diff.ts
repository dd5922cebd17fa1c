/**
 * `podreach diff`: which connections appear, vanish or change between two states of the manifests.
 */
import { Command } from 'commander';
import { connectionChanges, type ConnectionChange } from '../features/connection-changes';
import { workloadsInOrder } from '../wording/order';
import { tellAssumptions } from './assumptions';
import { DIFF_FORMATS } from './diff-formats';
import { EXIT, UsageError, writeAll } from './io';
import { clusterOf, loadCluster, type LoadedCluster } from './load-cluster';
import { readRevision, readWorkingTree } from './revision-manifests';
import { terminalStyle } from './terminal-style';
import {
  formatOf,
  formatOption,
  withCluster,
  withExamples,
  type ClusterOptions,
  type VerbContext,
} from './verb';

interface DiffOptions extends ClusterOptions {
  readonly git?: string;
  readonly failOnChange?: true;
  readonly format: string;
}

export function diffCommand(context: VerbContext): Command {
  const command = withCluster(new Command('diff'))
    .summary('list connections that a change adds, removes or alters')
    .description(
      'List the connections that differ between two states of the manifests: BEFORE and AFTER, or a git revision and the working tree.',
    )
    .usage('[options] <before> <after>\n       podreach diff [options] --git <revision> [path...]')
    .option('--git <revision>', 'compare the working tree with this revision')
    .option('--fail-on-change', 'exit with 1 when anything differs')
    .addOption(formatOption(DIFF_FORMATS.keys()))
    .action((paths: string[], options: DiffOptions) => diff(paths, options, context));
  return withExamples(command, [
    'diff overlays/staging overlays/production',
    'diff --git main manifests/',
    'diff --git HEAD --fail-on-change --format json manifests/',
  ]);
}

/** Two states of one cluster. */
interface States {
  readonly before: LoadedCluster;
  readonly after: LoadedCluster;
}

async function diff(paths: readonly string[], options: DiffOptions, context: VerbContext): Promise<void> {
  const write = formatOf(options.format, DIFF_FORMATS);
  const states = await loadStates(paths, options, context);
  const changes = {
    *[Symbol.iterator]() {
      for (const change of changesBetween(states)) {
        if (options.failOnChange) context.finish(EXIT.doesNotHold);
        yield change;
      }
    },
  };
  const notes = tellAssumptions([states.before.snapshot, states.after.snapshot], options, context);
  await writeAll(context.io.out, write(changes, terminalStyle(context.io), notes));
}

async function loadStates(
  paths: readonly string[],
  options: DiffOptions,
  context: VerbContext,
): Promise<States> {
  if (options.git !== undefined) {
    const before = clusterOf(await readRevision(options.git, paths, context.io), paths, options, context);
    const after = clusterOf(await readWorkingTree(paths, context.io), paths, options, context);
    return { before, after };
  }
  const [before, after, ...others] = paths;
  if (before === undefined || after === undefined || others.length > 0)
    throw new UsageError('Name two paths to compare, BEFORE and AFTER, or a revision with --git');
  return {
    before: await loadCluster([before], options, context),
    after: await loadCluster([after], options, context),
  };
}

function changesBetween({ before, after }: States): Iterable<ConnectionChange> {
  const [was, is] = [before, after].map(({ snapshot: { evaluator, cluster } }) =>
    evaluator.connections(workloadsInOrder(cluster.workloads)),
  );
  return connectionChanges(was ?? [], is ?? []);
}
