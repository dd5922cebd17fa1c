/**
 * A machine in memory for whole servers: files are a map; short waits end at the next turn, long ones never.
 */
import type { Runtime } from '../../../server/src/lsp/runtime';
import { createManualRuntime, type ManualRuntime } from './manual-runtime';

/** Milliseconds. Waits for pauses are shorter, patience is longer. */
const LONG = 1000;

export interface MemoryRuntime extends Runtime {
  /** Text by URI; an Error stands for a file that cannot be read. */
  readonly disk: ManualRuntime['disk'];
}

export interface MemoryRuntimeOptions {
  readonly files?: Readonly<Record<string, string | Error>>;
  readonly beforeEach?: (name: string) => void;
}

export function createMemoryRuntime({ files = {}, beforeEach }: MemoryRuntimeOptions = {}): MemoryRuntime {
  const { disk, files: source, nextTurn, now } = createManualRuntime(files);
  return {
    disk,
    files: source,
    nextTurn,
    now,
    after(milliseconds, callback) {
      const turn = milliseconds < LONG ? setImmediate(callback) : undefined;
      return { dispose: () => clearImmediate(turn) };
    },
    ...(beforeEach && { beforeEach }),
  };
}
