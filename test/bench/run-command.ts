/**
 * Measures whole runs of the built command, as a user starts it: process start, reading files, writing the answer.
 */
import { spawn } from 'node:child_process';
import { inFolder } from './folder';
import type { Manifests } from './generated-cluster';

/** Milliseconds and bytes. */
export interface Run {
  readonly firstLine: number;
  readonly whole: number;
  /** Time of the processors, in the program and in the system for it. */
  readonly cpu: number;
  readonly printed: number;
  readonly lines: number;
  /** The most memory that the process had at any time. */
  readonly memory: number;
}

/** Runs the command in a folder with these manifests. The folder is gone afterwards. */
export function runCommand(program: string, args: readonly string[], manifests: Manifests): Promise<Run> {
  return inFolder(manifests, (folder) => run(program, [...args, '.'], folder));
}

function run(program: string, args: readonly string[], cwd: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const since = (): number => performance.now() - started;
    const child = spawn(process.execPath, ['--import', REPORT_USE, program, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    let firstLine: number | undefined;
    let printed = 0;
    let lines = 0;
    let used: Used = { memory: 0, cpu: 0 };
    child.on('message', (message) => (used = message as Used));
    child.stdout?.on('data', (piece: Buffer) => {
      firstLine ??= since();
      printed += piece.length;
      for (const byte of piece) if (byte === LINE_FEED) lines++;
    });
    child.on('error', reject);
    child.on('close', () =>
      resolve({ firstLine: firstLine ?? since(), whole: since(), printed, lines, ...used }),
    );
  });
}

const LINE_FEED = 0x0a;

type Used = Pick<Run, 'memory' | 'cpu'>;

/** Tells the parent at the end how much memory the process had at most, and how long it kept a processor busy. */
const REPORT_USE = `data:text/javascript,${encodeURIComponent(`
  process.channel?.unref();
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.send?.({ memory: maxRSS * 1024, cpu: (userCPUTime + systemCPUTime) / 1000 });
  });
`)}`;
