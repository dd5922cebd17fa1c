/** What the system says of a running process. Linux only: the figures come from `/proc`. */
import { readFileSync } from 'node:fs';

export interface ProcessFigures {
  /** Milliseconds of processor time of all its threads so far. */
  readonly cpu: number;
  /** Bytes of memory that are resident now, and the most that ever were. */
  readonly memory: number;
  readonly mostMemory: number;
}

/** Clock ticks are hundredths of a second on every Linux that Node runs on. */
const TICK = 10;

export function processFigures(pid: number): ProcessFigures {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return { cpu: cpuOf(pid), memory: kilobytes(status, 'VmRSS'), mostMemory: kilobytes(status, 'VmHWM') };
}

/** Fields 14 and 15 of `stat`, counted from behind the name of the program, which may hold blanks. */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * TICK;
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'mu').exec(status)?.[1]) * 1024;
}
