/**
 * `npm run bench`: clusters of three sizes, what Podreach takes for them, and how that grows. Prints tables; asserts
 * nothing, since times depend on the machine.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { generateCluster, sizeOf, type ClusterSize, type Manifests } from './generated-cluster';
import { measure, type Figures } from './measure';
import { runCommand, type Run } from './run-command';
import { bytes, growth, milliseconds, table, thousands } from './table';

const SEED = 1;

const SIZES: readonly (readonly [workloads: number, policies: number])[] = [
  [100, 50],
  [1000, 500],
  [10_000, 2000],
];

const PROGRAM = path.join(process.cwd(), 'dist', 'cli.js');

/** A size is measured in a process of its own, so that none inherits the memory or the warmth of another. */
async function figuresOf(workloads: number, policies: number): Promise<Figures> {
  const child = fork(process.argv[1] ?? '', [String(workloads), String(policies)]);
  const [figures] = (await once(child, 'message')) as [Figures];
  return figures;
}

async function printTables(): Promise<void> {
  console.log(`Node ${process.version}, ${os.cpus().length} cores, seed ${SEED}\n`);
  const all: Figures[] = [];
  for (const [workloads, policies] of SIZES) all.push(await figuresOf(workloads, policies));
  console.log(
    table(['', ...SIZES.map(([workloads]) => `${thousands(workloads)} workloads`)], figureRows(all)),
  );
  console.log('\nHow much more than for the size before\n');
  console.log(table(['', ...SIZES.slice(1).map(([w]) => `${thousands(w)} workloads`)], growthRows(all)));
  console.log('\nThe command from start to end, with its files\n');
  console.log(
    table(['', 'first line', 'whole', 'processors', 'printed', 'most memory'], await commandRows()),
  );
}

function figureRows(all: readonly Figures[]): readonly (readonly string[])[] {
  const row = (name: string, text: (figures: Figures) => string): readonly string[] => [
    name,
    ...all.map(text),
  ];
  return [
    row('policies', ({ policies }) => thousands(policies)),
    row('documents', ({ documents }) => thousands(documents)),
    row('connections', ({ connections }) => thousands(connections)),
    row('load', ({ load }) => milliseconds(load)),
    row('first target', ({ firstTarget }) => milliseconds(firstTarget)),
    row('one target', ({ oneTarget }) => milliseconds(oneTarget)),
    row('one edit', ({ oneEdit }) => milliseconds(oneEdit)),
    row('all pairs', ({ allPairs }) => milliseconds(allPairs)),
    row('memory', ({ memory }) => bytes(memory)),
  ];
}

function growthRows(all: readonly Figures[]): readonly (readonly string[])[] {
  const row = (name: string, value: (figures: Figures) => number): readonly string[] => [
    name,
    ...growth(all.map(value)),
  ];
  return [
    row('documents', ({ documents }) => documents),
    row('connections', ({ connections }) => connections),
    row('load', ({ load }) => load),
    row('one target', ({ oneTarget }) => oneTarget),
    row('all pairs', ({ allPairs }) => allPairs),
    row('memory', ({ memory }) => memory),
  ];
}

async function commandRows(): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for (const [workloads, policies] of SIZES) {
    const manifests = generateCluster(SEED, sizeOf(workloads, policies));
    const run = await runCommand(PROGRAM, ['connectivity', '--format', 'json'], manifests);
    rows.push(runRow(`connectivity of ${thousands(workloads)} workloads`, run));
  }
  for (const [name, manifests] of oneFolderCases()) {
    rows.push(runRow(name, await runCommand(PROGRAM, ['check'], manifests)));
  }
  return rows;
}

/** 5,000 policies in one folder, as a checker in CI meets them. */
function oneFolderCases(): readonly (readonly [name: string, manifests: Manifests])[] {
  const ordinary = oneFolder({ namespaces: 50, workloads: 500, policies: 5000 });
  const faulty = new Map(
    [...ordinary].map(([file, text]) => [file, text.replace('policyTypes', 'policyType')]),
  );
  return [
    ['check of 5,000 policies in one folder', ordinary],
    ['the same with a fault in each', faulty],
    [
      'beside 5,000 workloads and 3,500 Services',
      oneFolder({ namespaces: 250, workloads: 5000, policies: 5000 }),
    ],
  ];
}

function oneFolder(size: ClusterSize): Manifests {
  return new Map(
    [...generateCluster(SEED, size)].map(([file, text]) => [file.replaceAll('/', '-'), text] as const),
  );
}

function runRow(name: string, { firstLine, whole, cpu, printed, lines, memory }: Run): readonly string[] {
  const size = `${thousands(lines)} lines, ${bytes(printed)}`;
  return [name, milliseconds(firstLine), milliseconds(whole), milliseconds(cpu), size, bytes(memory)];
}

/** With two numbers, measures a cluster of that many workloads and policies for its parent process. */
async function start([workloads, policies]: readonly number[]): Promise<void> {
  if (workloads === undefined || policies === undefined) return printTables();
  process.send?.(await measure(workloads, policies, SEED));
}

start(process.argv.slice(2).map(Number)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
