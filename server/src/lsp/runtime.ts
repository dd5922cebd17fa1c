/**
 * What the server needs from the machine it runs on. Node, a browser worker and the tests each supply one;
 * nothing else in the server touches the platform.
 */
import type { Disposable } from 'vscode-languageserver';

/** What there is to load of a file. */
export type ManifestText = { readonly text: string } | 'too large' | 'not of use';

/** Reads manifests below a workspace folder. Nothing outside of it is ever read, links included. */
export interface FileSource {
  /**
   * The manifests at a place, as URIs: every `*.yaml`, `*.yml` and `*.json` below it when it is a folder, in slices as they
   * are found; the file itself when it is one; nothing when it is gone. `.git` and `node_modules` are passed over
   * and links are not followed, so that no folder is visited twice. What cannot be listed is told to `onProblem`.
   */
  find(folder: string, place: string, onProblem: (message: string) => void): AsyncIterable<readonly string[]>;
  /** The text of one file; rejects when it cannot be read or does not lie in the folder. */
  read(folder: string, uri: string): Promise<string>;
  /**
   * The same for one of many: no text of a file that has more bytes than `limit`, nor of one whose bytes tell that it
   * is of no use.
   */
  readManifest(folder: string, uri: string, limit: number): Promise<ManifestText>;
}

export interface Runtime {
  /** The disk. Absent where there is none, as in a browser. */
  readonly files?: FileSource;
  /** Calls back once, that many milliseconds from now at the earliest, unless disposed of before. */
  after(milliseconds: number, callback: () => void): Disposable;
  /** Lets waiting messages in. */
  nextTurn(): Promise<void>;
  /** Milliseconds of a clock that only grows. */
  now(): number;
  /** Called at the start of every handler and background task; tests throw from here. */
  readonly beforeEach?: (name: string) => void;
}
