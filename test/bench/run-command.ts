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
    const child = spawn(process.execPath, ['--import', REPORT_MEMORY, program, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    let firstLine: number | undefined;
    let printed = 0;
    let lines = 0;
    let memory = 0;
    child.on('message', (kilobytes) => (memory = Number(kilobytes) * 1024));
    child.stdout?.on('data', (piece: Buffer) => {
      firstLine ??= since();
      printed += piece.length;
      for (const byte of piece) if (byte === LINE_FEED) lines++;
    });
    child.on('error', reject);
    child.on('close', () =>
      resolve({ firstLine: firstLine ?? since(), whole: since(), printed, lines, memory }),
    );
  });
}

const LINE_FEED = 0x0a;

/** Tells the parent at the end how much memory the process had at most. */
const REPORT_MEMORY = `data:text/javascript,${encodeURIComponent(
  'process.channel?.unref();process.on("exit",()=>process.send?.(process.resourceUsage().maxRSS))',
)}`;
