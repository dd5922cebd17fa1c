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
  /** The dash in front of an item of a list in block style. */
  readonly dash?: OffsetRange;
  /** The value itself; for a missing value (`key:`) an empty range behind the colon. */
  readonly value: OffsetRange;
}

/** A key as it is written in its mapping. */
export interface FieldKey {
  /** The text of the key, `<<` for a merge key. */
  readonly name: string;
  readonly key: OffsetRange;
  /** As in {@link FieldLocation}. */
  readonly value: OffsetRange;
}

/** How a value is written. `missing` is nothing at all behind a colon or dash. */
export type FieldShape =
  | 'block-map'
  | 'block-list'
  | 'flow-map'
  | 'flow-list'
  | 'plain'
  | 'quoted'
  | 'block-text'
  | 'alias'
  | 'missing';

/** The deepest key or value at an offset. */
export interface FieldPlace {
  readonly resource: Resource;
  readonly path: FieldPath;
  /** Whether the offset is in the key in front of the value, rather than in the value. */
  readonly onKey: boolean;
  /** The key, or the value; a mapping or list where the offset is between its items. */
  readonly range: OffsetRange;
}

/** YAML that could not be read. */
export interface SyntaxProblem {
  readonly range: OffsetRange;
  readonly message: string;
  /** Where the cause is known well enough to be mended. */
  readonly cause?: 'tab';
}

/** One Kubernetes object, or the beginning of one: a mapping with `kind` or `apiVersion`. */
export interface Resource {
  /**
   * Its number in the file, which `ManifestFile.resourceAt` understands; later ones have higher numbers. It stays the
   * same when other documents change, come and go.
   */
  readonly index: number;
  readonly document: ManifestDocument;
  /** Empty while it is missing. */
  readonly apiVersion: string;
  /** Empty while it is missing. */
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /**
   * The object as kubectl would read it (YAML 1.1 scalars, merge keys). Objects in it have no prototype. The same
   * object as long as the document's text is the same.
   */
  readonly value: Readonly<Record<string, unknown>>;
  /** Path of this object within its document: empty, or `['items', 3]` in a List. */
  readonly base: FieldPath;
  /** Where the object begins. Known without positions, unless the object is one of several in its document. */
  readonly start: number;
  /** Where the value at `path` (relative to the object) stands; undefined when there is no such value. */
  locate(path: FieldPath): FieldLocation | undefined;
  /** Keys of the mapping at `path` as they are written, in their order. */
  keysOf(path: FieldPath): readonly FieldKey[];
  /** How the value at `path` is written; undefined when there is no such value. */
  shapeOf(path: FieldPath): FieldShape | undefined;
  /** Keys written twice in one mapping: path of the mapping, and the range of each later key. */
  readonly duplicateKeys: readonly {
    readonly path: FieldPath;
    readonly key: string;
    readonly range: OffsetRange;
  }[];
}

/**
 * Why a document is not judged: it is a template (`{{ … }}`), has placeholders (`${…}`) where policy reads, is
 * encrypted, or is a patch to some other manifest.
 */
export type NotJudged = 'template' | 'placeholder' | 'encrypted' | 'patch';

/**
 * What a document holds, without where it stands: the same object for as long as that is the same, wherever edits of
 * other documents move it.
 */
export interface DocumentBody {
  /** Stands for the document in its file; later ones have higher numbers. */
  readonly number: number;
  readonly text: string;
  /** Whether a word stands in the text. It is looked for once. */
  mentions(word: string): boolean;
  /** How many lines it takes, and how much of the last one. Counted once. */
  readonly extent: Extent;
  /** Whether some of its lines end otherwise than with a line feed. Looked for once. */
  readonly hasUnusualLineEnds: boolean;
}

/** Line ends within a text, and the UTF-16 units behind the last one. */
export interface Extent {
  readonly lineEnds: number;
  readonly lastLine: number;
}

/** One YAML document. It is parsed when one of the fields behind `isRelevant` is first read. */
export interface ManifestDocument {
  /** Index in the file, as `check` reports it. */
  readonly index: number;
  readonly body: DocumentBody;
  /** The documents of a file cover its text without gaps. */
  readonly range: OffsetRange;
  /** False when its text shows that it holds nothing policy depends on. Known without parsing. */
  readonly isRelevant: boolean;
  /** The whole document as a value. */
  readonly value: unknown;
  /** At most a few; none for templates. */
  readonly problems: readonly SyntaxProblem[];
  readonly resources: readonly Resource[];
  readonly notJudged: NotJudged | undefined;
}

export interface ManifestFile {
  /** URI (editor) or path (command line). */
  readonly file: string;
  readonly text: string;
  readonly documents: readonly ManifestDocument[];
  /** The resources of all relevant documents, in their order. Reading it parses those documents. */
  readonly resources: readonly Resource[];
  /** The resource with this `index`, if it is in a relevant document. */
  resourceAt(index: number): Resource | undefined;
  /** The deepest key or value of a resource at an offset. */
  pathAt(offset: number): FieldPlace | undefined;
}

/** A path in the API server's notation: `spec.ingress[0].from[1]`. */
export function formatPath(path: FieldPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

/** The reverse of {@link formatPath}, for paths whose keys have neither dots nor brackets. */
export function parsePath(path: string): FieldPath {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/gu)].map(([, index, key]) => key ?? Number(index));
}
