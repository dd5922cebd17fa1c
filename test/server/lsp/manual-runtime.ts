/**
 * A machine in memory for tests: files are a map, and time passes only when the test says so.
 */
import type { FileSource, ManifestText, Runtime } from '../../../server/src/lsp/runtime';

export interface ManualRuntime extends Runtime {
  /** Text by URI; an Error stands for a file that cannot be read. */
  readonly disk: Map<string, string | Error>;
  readonly files: FileSource;
  /** Lets time pass, and runs what is due in it. */
  advance(milliseconds: number): void;
  /** Milliseconds until each waiting timer, soonest first. */
  waiting(): readonly number[];
}

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

export function createManualRuntime(files: Readonly<Record<string, string | Error>> = {}): ManualRuntime {
  const disk = new Map(Object.entries(files));
  const timers = new Set<Timer>();
  let time = 0;

  const next = (until: number): Timer | undefined =>
    [...timers].filter(({ due }) => due <= until).toSorted((a, b) => a.due - b.due)[0];
  return {
    disk,
    files: {
      find: (_folder, place) => find(disk, place),
      read: (_folder, uri) => read(disk, uri),
      readManifest: (_folder, uri, limit) => readManifest(disk, uri, limit),
    },
    after(milliseconds, callback) {
      const timer = { due: time + milliseconds, callback };
      timers.add(timer);
      return { dispose: () => timers.delete(timer) };
    },
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => time,
    advance(milliseconds) {
      const until = time + milliseconds;
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        timers.delete(timer);
        time = Math.max(time, timer.due);
        timer.callback();
      }
      time = until;
    },
    waiting: () => [...timers].map(({ due }) => due - time).toSorted((a, b) => a - b),
  };
}

async function* find(
  disk: ReadonlyMap<string, string | Error>,
  place: string,
): AsyncGenerator<readonly string[]> {
  const found = [...disk].filter(([uri]) => uri === place || uri.startsWith(`${place}/`));
  for (const [uri] of found.toSorted(([a], [b]) => (a < b ? -1 : 1))) yield await Promise.resolve([uri]);
}

async function readManifest(
  disk: ReadonlyMap<string, string | Error>,
  uri: string,
  limit: number,
): Promise<ManifestText> {
  const text = await read(disk, uri);
  return text.length > limit ? 'too large' : { text };
}

async function read(disk: ReadonlyMap<string, string | Error>, uri: string): Promise<string> {
  const content = disk.get(uri);
  await Promise.resolve();
  if (content === undefined) throw new Error('no such file');
  if (content instanceof Error) throw content;
  return content;
}
