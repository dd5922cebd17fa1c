/**
 * `npm run bench -- lsp`: the language server as an editor meets it, beside the YAML language server that most people
 * run, each as a process of its own and on the same files. Prints tables; asserts nothing. An argument behind `lsp`
 * limits it to tables whose name contains it.
 */
import os from 'node:os';
import path from 'node:path';
import { URI } from 'vscode-uri';
import { inFolder } from './folder';
import { generateCluster, sizeOf, type Manifests } from './generated-cluster';
import type { Moment, ServerProgram } from './language-client';
import { measureStart, type StartFigures } from './starting';
import { bytes, milliseconds, table, thousands } from './table';
import { measureTyping, type TypingFigures, type TypingOptions } from './typing';

const SEED = 1;
const ROOT = process.cwd();

const PODREACH: ServerProgram = {
  name: 'Podreach',
  script: path.join(ROOT, 'dist', 'server.js'),
  args: ['--stdio'],
  wholeCode: 'named-port-undefined',
  settings: () => ({}),
};

const SCHEMA = path.join(ROOT, 'schemas', 'networkpolicy.networking.k8s.io-v1.schema.json');

const PEER: ServerProgram = {
  name: 'yaml-language-server',
  script: path.join(ROOT, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server'),
  args: ['--stdio'],
  settings: (section) =>
    section === 'yaml'
      ? {
          validate: true,
          schemaStore: { enable: false },
          schemas: { [URI.file(SCHEMA).toString()]: '*.yaml' },
        }
      : {},
};

/** Documents in the file that is typed in. */
const LENGTHS = [1, 100, 1000];

async function typingTable(): Promise<string> {
  const rows: (readonly string[])[] = [];
  for (const documents of LENGTHS) {
    const { folder, text } = typingFolder(documents);
    await inFolder(folder, async (place) => {
      const options = { folder: place, name: NAME, text, way: 'push', edits: 40 } as const;
      const typed = (program: ServerProgram, more: Partial<TypingOptions> = {}): Promise<TypingFigures> =>
        measureTyping(program, { ...options, ...more });
      rows.push(typingRow(documents, PODREACH.name, await typed(PODREACH)));
      rows.push(typingRow(documents, 'Podreach, asked for', await typed(PODREACH, { way: 'pull' })));
      rows.push(typingRow(documents, 'Podreach, whole text', await typed(PODREACH, { wholeText: true })));
      rows.push(typingRow(documents, PEER.name, await typed(PEER, { edits: 20 })));
    });
  }
  return table(['', 'median', 'p95', 'CPU', 'memory'], rows);
}

const NAME = 'policies.yaml';

/** A folder with the workloads of a cluster, and a file with that many policies for them. */
function typingFolder(documents: number): { readonly folder: Manifests; readonly text: string } {
  const all = generateCluster(SEED, sizeOf(1000, documents));
  const isPolicy = (file: string): boolean => file.includes('/policies/');
  const workloads = new Map([...all].filter(([file]) => !isPolicy(file)));
  const text = [...all].flatMap(([file, policy]) => (isPolicy(file) ? policy : [])).join('---\n');
  return { folder: workloads.set(NAME, text), text };
}

function typingRow(documents: number, name: string, figures: TypingFigures): readonly string[] {
  const { median, p95, cpu, memory } = figures;
  return [
    `${thousands(documents)} documents, ${name}`,
    ...[median, p95, cpu].map(milliseconds),
    bytes(memory),
  ];
}

/** Another file of the kind that most of a repository is: YAML, and nothing that policy depends on. */
const VALUES = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  level: info
  text: |
    some lines that nobody reads
    but whoever is asked for them
`;

/** The manifests of a cluster, among so many other files. */
function repository(workloads: number, others: number): Manifests {
  const folder = new Map(generateCluster(SEED, sizeOf(workloads, 0)));
  for (let nth = 0; nth < others; nth++) folder.set(`charts/${nth % 200}/values-${nth}.yaml`, VALUES);
  return folder;
}

const FOLDERS: readonly (readonly [name: string, workloads: number, others: number])[] = [
  ['20 manifests', 19, 0],
  ['1,000 manifests', 1000, 0],
  ['20,000 files, of which 500 matter', 475, 19_500],
  ['20,000 manifests', 19_000, 0],
];

async function startingTable(): Promise<string> {
  const rows: (readonly string[])[] = [];
  for (const [name, workloads, others] of FOLDERS) {
    await inFolder(repository(workloads, others), async (place) => {
      for (const program of [PODREACH, PEER]) {
        const figures = await measureStart(program, place);
        rows.push([`${name}, ${program.name}`, ...startCells(figures)]);
      }
    });
  }
  return table(
    ['', 'initialize', 'first', 'complete', 'longest wait', 'hover', 'completion', 'lenses', 'memory'],
    rows,
  );
}

function startCells({ memory, ...times }: StartFigures): readonly string[] {
  const { initialized, diagnosed, complete, longestWait, hover, completion, lenses } = times;
  return [
    ...[initialized, diagnosed, complete].map(momentCell),
    ...[longestWait, hover, completion, lenses].map(milliseconds),
    bytes(memory),
  ];
}

/** How busy the machine is shows in the difference. */
function momentCell({ wall, cpu }: Moment): string {
  return `${milliseconds(wall)} (CPU ${milliseconds(cpu)})`;
}

const TABLES: Readonly<Record<string, () => Promise<string>>> = {
  'starting: from the start of the process, then p95 of requests': startingTable,
  'typing: from a change to its diagnostics': typingTable,
};

async function printTables(wanted: string): Promise<void> {
  console.log(`Node ${process.version}, ${os.cpus().length} cores, seed ${SEED}`);
  for (const [name, make] of Object.entries(TABLES)) {
    if (name.includes(wanted)) console.log(`\n${name}\n\n${await make()}`);
  }
}

printTables(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
