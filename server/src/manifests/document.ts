/**
 * Text cut into YAML documents, and the Kubernetes resources in them. Every value can tell where it stands.
 * Offsets are UTF-16 offsets into the text of the file (after a byte order mark was dropped).
 */

/** Half-open range of UTF-16 offsets. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** Keys and list indexes from the root of a resource to a value: `['spec', 'ingress', 0]`. */
export type FieldPath = readonly (string | number)[];

/** Where a value stands. */
export interface FieldLocation {
  /** The key in front of the value; absent for list items and for the root. */
  readonly key?: OffsetRange;
  /** The value itself; for a missing value (`key:`) an empty range behind the colon. */
  readonly value: OffsetRange;
}

/** YAML that could not be read. */
export interface SyntaxProblem {
  readonly range: OffsetRange;
  readonly message: string;
}

/** One Kubernetes object. `value` is the object as kubectl would read it (YAML 1.1 scalars, merge keys). */
export interface Resource {
  /** Index among all resources of the file. */
  readonly index: number;
  readonly document: ManifestDocument;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly value: Readonly<Record<string, unknown>>;
  /** Path of this object within its document: empty, or `['items', 3]` in a List. */
  readonly base: FieldPath;
  /** Where the value at `path` (relative to the object) stands; undefined when there is no such value. */
  locate(path: FieldPath): FieldLocation | undefined;
  /** Keys written twice in one mapping: path of the mapping, and the range of each later key. */
  readonly duplicateKeys: readonly {
    readonly path: FieldPath;
    readonly key: string;
    readonly range: OffsetRange;
  }[];
}

/** Why a document is not judged. */
export type NotJudged = 'template' | 'placeholder' | 'encrypted' | 'patch';

export interface ManifestDocument {
  /** Index in the file, as `check` reports it. */
  readonly index: number;
  readonly range: OffsetRange;
  readonly problems: readonly SyntaxProblem[];
  readonly resources: readonly Resource[];
  readonly notJudged?: NotJudged;
}

export interface ManifestFile {
  /** URI (editor) or path (command line). */
  readonly file: string;
  readonly text: string;
  readonly documents: readonly ManifestDocument[];
  /** All resources of all documents, by their index. */
  readonly resources: readonly Resource[];
}

/** A path in the API server's notation: `spec.ingress[0].from[1]`. */
export function formatPath(path: FieldPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
