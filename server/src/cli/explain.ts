/**
 * `podreach explain`: one connection, and why it is allowed or denied.
 */
import { Command, Option } from 'commander';
import type { Explanation, PortQuery, Verdict } from '../evaluator/answers';
import { explanationText } from '../wording/explanation';
import { explanationInOrder } from '../wording/order';
import { EXIT, type CliIo } from './io';
import { jsonExplanation } from './json';
import { loadCluster, type LoadedCluster } from './load-cluster';
import { findConnection } from './targets';
import { terminalStyle } from './terminal-style';
import { formatOption, withCluster, withExamples, type ClusterOptions, type VerbContext } from './verb';

interface ExplainOptions extends ClusterOptions {
  readonly from: string;
  readonly to: string;
  readonly port?: string;
  readonly expect?: Verdict;
  readonly format: 'text' | 'json';
}

export function explainCommand(context: VerbContext): Command {
  const command = withCluster(new Command('explain'))
    .summary('say whether a connection is allowed, and why')
    .description('Say whether one connection is allowed, and which policies decide it.')
    .requiredOption('--from <peer>', 'who connects: namespace/name, an IP address or a CIDR')
    .requiredOption(
      '--to <peer>',
      'to whom: namespace/name, svc/namespace/name, a URL, an IP address or a CIDR',
    )
    .option('-p, --port <port>', 'port: 80, 53/UDP, or a name')
    .addOption(
      new Option('--expect <verdict>', 'exit with 1 when the verdict is another').choices([
        'allowed',
        'denied',
      ]),
    )
    .addOption(formatOption(['text', 'json']))
    .action((paths: string[], options: ExplainOptions) => explain(paths, options, context));
  return withExamples(command, [
    'explain --from web/front --to svc/shop/cart --port 80 manifests/',
    'explain --from web/front --to http://cart.shop:8080/ --expect allowed manifests/',
    'explain --from shop/cart --to 192.0.2.10 --port 443 --format json manifests/',
  ]);
}

async function explain(
  paths: readonly string[],
  options: ExplainOptions,
  context: VerbContext,
): Promise<void> {
  const loaded = await loadCluster(paths, options, context);
  const { evaluator, cluster } = loaded.snapshot;
  const { source, destination, port } = findConnection(
    options,
    { cluster, namespace: options.namespace },
    loaded,
  );
  const explanation = explanationInOrder(evaluator.explain(source, destination, port));
  print(explanation, port, options, loaded, context.io);
  if (options.expect !== undefined && explanation.verdict !== options.expect)
    context.finish(EXIT.doesNotHold);
}

function print(
  explanation: Explanation,
  port: PortQuery | undefined,
  { format, engine }: ExplainOptions,
  loaded: LoadedCluster,
  io: CliIo,
): void {
  const isEngineOpen = engine === undefined;
  if (format === 'json') {
    io.out.write(`${JSON.stringify(jsonExplanation(explanation, loaded, { isEngineOpen }), null, 2)}\n`);
    return;
  }
  const style = terminalStyle(io);
  const text = explanationText(explanation, loaded.locate, { style, isEngineOpen, ...(port && { port }) });
  io.out.write(`${text}\n`);
}
