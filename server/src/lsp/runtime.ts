/**
 * What the server needs from the machine it runs on. Node, a browser worker and the tests each supply one;
 * nothing else in the server touches the platform.
 */
import type { Disposable } from 'vscode-languageserver';

export interface FoundFile {
  readonly uri: string;
  /** Bytes. */
  readonly size: number;
}

/** Reads manifests below a workspace folder. Nothing outside of it is ever read, links included. */
export interface FileSource {
  /**
   * The manifests at a place: every `*.yaml`, `*.yml` and `*.json` below it when it is a folder, in slices as they
   * are found; the file itself when it is one; nothing when it is gone. `.git` and `node_modules` are passed over
   * and links are not followed, so that no folder is visited twice. What cannot be listed is told to `onProblem`.
   */
  find(
    folder: string,
    place: string,
    onProblem: (message: string) => void,
  ): AsyncIterable<readonly FoundFile[]>;
  /** The text of one file; rejects when it cannot be read or does not lie in the folder. */
  read(folder: string, uri: string): Promise<string>;
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
