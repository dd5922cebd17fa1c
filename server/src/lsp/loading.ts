/**
 * Keeps the workspace folders read: at the start, when folders or settings change, and when watchers tell of
 * changes on the disk. Questions wait here until their folder is known. Knows no feature and no message.
 */
import { count } from '../wording/quantities';
import { patchesNamedBy, patchName } from '../workspace/kustomizations';
import type { Buffers } from './buffers';
import type { Disk, LeftOut } from './disk';
import { documentUri, isBelow, type DocumentUri } from './document-uri';
import type { Guard } from './guard';
import type { Folder, Models } from './models';
import type { Progress } from './progress';
import type { Runtime } from './runtime';
import type { Settings } from './settings';
import { inSlices } from './slices';
import { warmUp } from './warm-up';

/** Places brought up to date at the same time. */
const AT_ONCE = 16;

/** Milliseconds. Of a folder that is read by then, nothing needs to be said in between. */
const MOMENT = 50;

export interface Loading extends Waiting {
  /** Reads a folder from scratch with these settings; an earlier reading of it is given up. Never rejects. */
  load(uri: DocumentUri, settings: Settings): Promise<void>;
  /** Forgets a folder. Its open documents go where they belong now. */
  unload(uri: DocumentUri): void;
  /** Settings of files in no folder. */
  setLooseSettings(settings: Settings): void;
  /** Brings files and folders up to date that came, changed or went. What is there is believed, not what was told. */
  refresh(changes: DiskChanges): Promise<void>;
  isBusy(): boolean;
  /** Files left out because of limits, over all folders. */
  left(): Left;
}

/** How far the folder of a file is. */
interface Waiting {
  /** Resolves when the folder of a file was read, however long it takes: from half of it, answers would be wrong. */
  ready(file: DocumentUri): Promise<void>;
  isReady(file: DocumentUri): boolean;
  /** Resolves when it is known which files in the folder of a file are patches, and that it is not ready soon. */
  surveyed(file: DocumentUri): Promise<void>;
  /** Whether a file is a patch, as far as its folder was surveyed. */
  isPatch(file: DocumentUri): boolean;
}

/** How many files were left out because of a limit. */
export interface Left {
  readonly tooLarge: number;
  readonly overLimit: number;
}

/** Places by their {@link documentUri}. */
export interface DiskChanges {
  readonly gone: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
}

export interface LoadingParts {
  readonly runtime: Runtime;
  readonly guard: Guard;
  readonly models: Models;
  readonly buffers: Buffers;
  readonly disk: Disk;
  readonly startProgress: (title: string) => Progress;
  /** Called when reading began or ended. */
  readonly onBusy: () => void;
}

interface Reading {
  isOver: boolean;
  isDone: boolean;
  left: LeftOut;
  /** As {@link patchName} writes them. */
  patches: ReadonlySet<string>;
  /** Resolves when those are known … */
  surveyed: Promise<void>;
  /** … and when all was read. */
  finished: Promise<void>;
}

export function createLoading(parts: LoadingParts): Loading {
  const { models, buffers } = parts;
  const readings = new Map<DocumentUri, Reading>();
  const deleted = new Set<DocumentUri>();

  const giveUp = (uri: DocumentUri): void => {
    const reading = readings.get(uri);
    if (reading) reading.isOver = true;
    readings.delete(uri);
  };
  const forget = (file: DocumentUri): void => {
    models.remove(file);
    if (buffers.get(file)) deleted.add(file);
  };
  /** Outside of all folders the disk is not read; what is open there and was deleted comes back when it is told of. */
  const comeBack = (file: DocumentUri): void => {
    const buffer = buffers.get(file);
    if (buffer && models.folderOf(file) === undefined) models.set(file, buffer.text);
  };
  /** Open documents change their places with the folders; those whose files were deleted have none. */
  const replaceBuffers = <R>(changeFolders: () => R): R => {
    for (const file of deleted) if (models.modelOf(file) ?? !buffers.get(file)) deleted.delete(file);
    const result = changeFolders();
    for (const { key, text } of buffers.all()) {
      if (models.modelOf(key) === undefined && !deleted.has(key)) models.set(key, text);
    }
    return result;
  };
  return {
    async load(uri, settings) {
      giveUp(uri);
      const folder = replaceBuffers(() => models.setFolder(uri, settings));
      const reading = startReading(parts, folder);
      readings.set(uri, reading);
      parts.onBusy();
      await reading.finished;
      parts.onBusy();
    },
    unload(uri) {
      giveUp(uri);
      replaceBuffers(() => models.removeFolder(uri));
    },
    setLooseSettings: (settings) => replaceBuffers(() => models.setLooseSettings(settings)),
    async refresh({ gone, changed }) {
      const before = models.filesAt(gone);
      const found = await readPlaces(parts, readings, [...gone]);
      for (const file of before) if (!found.has(file)) forget(file);
      const others = [...changed].filter((place) => !gone.has(place));
      await readPlaces(parts, readings, others);
      for (const place of changed) comeBack(documentUri(place));
    },
    ...createWaiting(models, readings),
    isBusy: () => [...readings.values()].some(({ isDone }) => !isDone),
    left: () => sumOfLeft(models, readings),
  };
}

function createWaiting(models: Models, readings: ReadonlyMap<DocumentUri, Reading>): Waiting {
  const readingOf = (file: DocumentUri): Reading | undefined =>
    readings.get(models.folderOf(file)?.uri ?? file);
  return {
    async ready(file) {
      await readingOf(file)?.finished;
    },
    isReady: (file) => readingOf(file)?.isDone ?? true,
    async surveyed(file) {
      await readingOf(file)?.surveyed;
    },
    isPatch: (file) => readingOf(file)?.patches.has(patchName(file)) ?? false,
  };
}

function startReading({ guard, disk, runtime, startProgress }: LoadingParts, folder: Folder): Reading {
  const reading: Reading = {
    isOver: false,
    isDone: false,
    left: NOTHING_LEFT,
    patches: new Set(),
    surveyed: Promise.resolve(),
    finished: Promise.resolve(),
  };
  let tellSurveyed = (): void => undefined;
  const survey = new Promise<void>((resolve) => {
    tellSurveyed = resolve;
  });
  const progress = startProgress('Podreach: reading manifests');
  const read = async (): Promise<void> => {
    reading.left = await disk.read(folder, folder.uri, {
      progress: (files) => progress.report(count(files, 'file')),
      surveyed() {
        reading.patches = patchesIn(folder);
        tellSurveyed();
      },
      isOver: () => reading.isOver,
    });
    for (const model of folder.models.values()) await inSlices(runtime, warmUp(model), () => reading.isOver);
  };
  reading.finished = guard.task('load', folder.uri, read).then(() => {
    reading.isDone = true;
    progress.done();
  });
  const moment = new Promise<void>((resolve) => {
    runtime.after(MOMENT, resolve);
  });
  reading.surveyed = Promise.race([Promise.all([survey, moment]).then(() => undefined), reading.finished]);
  return reading;
}

/** Those that the files name which were read so far. */
function patchesIn({ models }: Folder): ReadonlySet<string> {
  const snapshots = Array.from(models.values(), (model) => model.view().snapshot);
  return new Set(snapshots.flatMap(({ files }) => [...files.values()].flatMap(patchesNamedBy)));
}

/** Reads what stands at places, notes what is left out of them, and tells which files are there. */
async function readPlaces(
  { guard, models, disk }: LoadingParts,
  readings: ReadonlyMap<DocumentUri, Reading>,
  places: readonly string[],
): Promise<ReadonlySet<DocumentUri>> {
  const found = new Set<DocumentUri>();
  const read = async (place: string): Promise<void> => {
    const folder = models.folderOf(documentUri(place));
    if (folder === undefined) return;
    const told = { found: (file: DocumentUri) => found.add(file), isOver: () => false };
    const left = await disk.read(folder, place, told);
    const reading = readings.get(folder.uri);
    if (reading) reading.left = leftAfter(reading.left, documentUri(place), left);
  };
  for (let start = 0; start < places.length; start += AT_ONCE) {
    const some = places.slice(start, start + AT_ONCE);
    await Promise.all(some.map((place) => guard.task('refresh', place, () => read(place))));
  }
  return found;
}

const NOTHING_LEFT: LeftOut = { tooLarge: new Set(), overLimit: new Set() };

/** What is left out once a place was looked at again. */
function leftAfter(before: LeftOut, place: DocumentUri, found: LeftOut): LeftOut {
  const after = (known: ReadonlySet<DocumentUri>, now: ReadonlySet<DocumentUri>): Set<DocumentUri> =>
    new Set([...[...known].filter((file) => !isBelow(place, file)), ...now]);
  return {
    tooLarge: after(before.tooLarge, found.tooLarge),
    overLimit: after(before.overLimit, found.overLimit),
  };
}

/** What was left out of a folder counts as long as no other folder has it. */
function sumOfLeft(models: Models, readings: ReadonlyMap<DocumentUri, Reading>): Left {
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const ownFiles = (which: keyof LeftOut): number =>
    sum(
      Array.from(readings, ([uri, { left }]) =>
        sum(Array.from(left[which], (file) => (models.folderOf(file)?.uri === uri ? 1 : 0))),
      ),
    );
  return { tooLarge: ownFiles('tooLarge'), overLimit: ownFiles('overLimit') };
}
