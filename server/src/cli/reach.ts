/**
 * `podreach reach`: who can reach a target, or what it can reach.
 */
import { Command, Option } from 'commander';
import type { Endpoint, PortQuery, ReachAnswer } from '../evaluator/answers';
import type { NoteStyle } from '../wording/assumed';
import { notes, noteText } from '../wording/caveats';
import { passingText } from '../wording/connections';
import { listedName, targetName } from '../wording/names';
import { reachSummary } from '../wording/reach';
import type { Style } from '../wording/style';
import { reachInOrder } from '../wording/order';
import { UsageError } from './io';
import { jsonReach } from './json';
import { loadCluster } from './load-cluster';
import { columns } from './columns';
import { findPort, findTarget } from './targets';
import { terminalStyle } from './terminal-style';
import { formatOption, withCluster, withExamples, type ClusterOptions, type VerbContext } from './verb';

interface ReachOptions extends ClusterOptions {
  readonly to?: string;
  readonly from?: string;
  readonly port?: string;
  readonly format: 'text' | 'json';
}

export function reachCommand(context: VerbContext): Command {
  const command = withCluster(new Command('reach'))
    .summary('list who can reach something, or what it can reach')
    .description('List who can reach a workload, Service or address (--to), or what it can reach (--from).')
    .addOption(new Option('--to <peer>', 'who can reach this?').conflicts('from'))
    .option('--from <peer>', 'what can this reach?')
    .option('-p, --port <port>', 'port: 80, 53/UDP, or a name')
    .addOption(formatOption(['text', 'json']))
    .action((paths: string[], options: ReachOptions) => reach(paths, options, context));
  return withExamples(command, [
    'reach --to svc/shop/cart manifests/',
    'reach --to shop/cart --port 8080 --format json manifests/',
    'reach --from web/front manifests/',
  ]);
}

async function reach(paths: readonly string[], options: ReachOptions, context: VerbContext): Promise<void> {
  const direction = options.to === undefined ? 'from' : 'to';
  const name = options.to ?? options.from;
  if (name === undefined) throw new UsageError('Say what to look at: --to PEER or --from PEER');
  const { snapshot } = await loadCluster(paths, options, context);
  const named = findTarget(name, { cluster: snapshot.cluster, namespace: options.namespace });
  const port = findPort(options.port, named);
  const answer = reachInOrder(snapshot.evaluator.reach(direction, named.target, port));
  const { io } = context;
  const isEngineOpen = options.engine === undefined;
  const text =
    options.format === 'json'
      ? JSON.stringify(jsonReach(answer, { isEngineOpen }), null, 2)
      : reachText(answer, port, { style: terminalStyle(io), isEngineOpen });
  io.out.write(`${text}\n`);
}

function reachText(
  answer: ReachAnswer,
  port: PortQuery | undefined,
  options: NoteStyle & { readonly style: Style },
): string {
  const { style } = options;
  const { direction, reachable, unreachable, target, caveats } = answer;
  const subject = style(targetName(target), 'name');
  const open = reachable.map((one) => [peerText(one.peer), passingText(one)]);
  const shut = unreachable.map((peer) => [peerText(peer)]);
  const [can, cannot] =
    direction === 'to' ? ['Can reach it', 'Cannot reach it'] : ['It can reach', 'It cannot reach'];
  return [
    reachSummary(answer, { subject, port }),
    ...section(style(can, 'allowed'), open),
    ...section(style(cannot, 'denied'), shut),
    ...section(
      'Notes',
      notes(caveats, options).map((note) => [noteText(note)]),
    ),
  ].join('\n');
}

function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : ['', title, ...Array.from(columns(rows), (row) => `  ${row}`)];
}

function peerText(peer: Endpoint): string {
  return peer.kind === 'addresses' ? `addresses ${listedName(peer)}` : listedName(peer);
}
