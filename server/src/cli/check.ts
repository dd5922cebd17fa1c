/**
 * `podreach check`: all diagnostics of all files. Knows how they are found and printed elsewhere, and when they
 * make the command fail.
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import { parseCidr } from '../evaluator/cidr';
import { checkFile, type CheckSettings, type RuleLevel } from '../rules/check';
import { RULE_IDS } from '../rules/registry';
import type { Severity } from '../rules/rule';
import { didYouMean, nearNames } from '../wording/near-names';
import { CHECK_FORMATS } from './check-formats';
import type { FileDiagnostic } from './diagnostics';
import { EXIT, writeAll } from './io';
import { isForeignJson, loadClusters, reportUnreadable, type LoadedCluster } from './load-cluster';
import { terminalStyle } from './terminal-style';
import {
  formatOf,
  formatOption,
  withCluster,
  append,
  withExamples,
  type ClusterOptions,
  type VerbContext,
} from './verb';

interface CheckOptions extends ClusterOptions {
  readonly format: string;
  readonly failOn: FailOn;
  readonly rule?: RuleLevels;
  readonly kubernetesVersion?: string;
  readonly complete?: boolean;
  readonly nodeCidr?: readonly string[];
  readonly clusterRoot?: readonly string[];
}

type RuleLevels = Readonly<Record<string, RuleLevel>>;

type FailOn = 'error' | 'warning' | 'info' | 'never';

const LEVELS: readonly RuleLevel[] = ['off', 'hint', 'info', 'warning', 'error'];

/** Severities from the mildest up. */
const WEIGHT: Readonly<Record<Severity, number>> = { hint: 0, info: 1, warning: 2, error: 3 };

export function checkCommand(context: VerbContext): Command {
  const command = withCluster(new Command('check'))
    .summary('report mistakes and traps in policies')
    .description('Report mistakes and traps in NetworkPolicies.')
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .option('--cluster-root <glob>', 'folders that are each a cluster of their own (repeatable)', append)
    .option('--rule <id=level>', `set a rule to ${LEVELS.join(', ')} (repeatable)`, ruleLevel)
    .option('--kubernetes-version <1.NN>', 'version of the cluster, for rules that differ by it', version)
    .option('--node-cidr <cidr>', 'addresses of the nodes, for rules of some engines (repeatable)', nodeCidr)
    .option('--complete', 'the manifests are all there is: what they lack does not exist')
    .addOption(formatOption(CHECK_FORMATS.keys()))
    .action((paths: string[], options: CheckOptions) => check(paths, options, context));
  return withExamples(command, [
    'check manifests/',
    'check --fail-on warning --rule peer-or-instead-of-and=error manifests/',
    'check --format json manifests/ > diagnostics.json',
    'check --format sarif manifests/ > podreach.sarif',
    'check --format github manifests/   (annotations in GitHub Actions)',
    "check --cluster-root 'stages/*' .",
    'check -   (with manifests on standard input)',
  ]);
}

async function check(paths: readonly string[], options: CheckOptions, context: VerbContext): Promise<void> {
  const write = formatOf(options.format, CHECK_FORMATS);
  // What differs by engine is the findings; the answers of other verbs say that they do not.
  const { namespace, clusterRoot } = options;
  const clusters = await loadClusters(paths, { namespace, ...(clusterRoot && { clusterRoot }) }, context);
  const files = clusters
    .flatMap(({ snapshot }) => [...snapshot.files.values()])
    .filter((file) => !isForeignJson(file)).length;
  const onFailure = ruleFailures(context);
  const find = (): Iterable<FileDiagnostic> => diagnosticsOf(clusters, options, onFailure);
  const { out } = context.io;
  const tell = (): void => context.finish(EXIT.doesNotHold);
  const diagnostics = failing(find(), options.failOn, tell);
  await writeAll(out, write({ diagnostics, files, style: terminalStyle(context.io) }));
  // Whoever reads no further (`| head`) still wants to know how it ends.
  if (out.isClosed && some(find(), ({ diagnostic }) => fails(diagnostic.severity, options.failOn))) tell();
}

type OnRuleFailure = (file: string, rule: string, error: unknown) => void;

/** Tells of each rule that failed on a file, once. What it would have found is missing, so all is not well. */
function ruleFailures(context: VerbContext): OnRuleFailure {
  const told = new Set<string>();
  return (file, rule, error) => {
    const failure = `rule ${rule} failed on ${file}`;
    if (!told.has(failure)) reportUnreadable(`${failure}: ${String(error)}`, context);
    told.add(failure);
  };
}

function some<T>(items: Iterable<T>, test: (item: T) => boolean): boolean {
  for (const item of items) if (test(item)) return true;
  return false;
}

/** File by file, so that the first is shown before the last is looked at. */
function* diagnosticsOf(
  clusters: readonly LoadedCluster[],
  {
    rule: rules,
    engine,
    kubernetesVersion,
    nodeCidr: nodeCIDRs = [],
    complete: inventoryComplete = false,
  }: CheckOptions,
  onFailure: OnRuleFailure,
): Iterable<FileDiagnostic> {
  const settings: CheckSettings = {
    ...(rules && { rules }),
    ...(engine !== undefined && { engine }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    inventoryComplete,
    nodeCIDRs,
  };
  for (const { snapshot, positions } of clusters) {
    const { files } = snapshot;
    for (const file of files.values()) {
      const told = { onFailure: (rule: string, error: unknown) => onFailure(file.file, rule, error) };
      for (const diagnostic of checkFile(snapshot, file, { ...settings, ...told })) {
        yield { file, files, diagnostic, positions };
      }
    }
  }
}

/** The same diagnostics; tells of each that makes the command fail. */
function* failing(
  diagnostics: Iterable<FileDiagnostic>,
  failOn: FailOn,
  tell: () => void,
): Iterable<FileDiagnostic> {
  for (const one of diagnostics) {
    if (fails(one.diagnostic.severity, failOn)) tell();
    yield one;
  }
}

function fails(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && WEIGHT[severity] >= WEIGHT[failOn];
}

/** Reads `id=level`; called once for each `--rule`, with what was read before. */
function ruleLevel(text: string, before: RuleLevels = {}): RuleLevels {
  const [id = '', wanted = ''] = text.split('=');
  const level = LEVELS.find((known) => known === wanted);
  if (!RULE_IDS.includes(id)) {
    throw new InvalidArgumentError(`There is no rule ${id}${didYouMean(nearNames(id, RULE_IDS))}`);
  }
  if (level === undefined) throw new InvalidArgumentError(`The level is one of ${LEVELS.join(', ')}.`);
  return { ...before, [id]: level };
}

function nodeCidr(text: string, before?: readonly string[]): readonly string[] {
  if (parseCidr(text) !== undefined) return append(text, before);
  throw new InvalidArgumentError('Write it as 10.240.0.0/16.');
}

function version(text: string): string {
  if (/^1\.\d{1,3}$/u.test(text)) return text;
  throw new InvalidArgumentError('Write it as 1.NN.');
}
