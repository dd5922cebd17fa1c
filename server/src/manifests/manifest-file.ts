/**
 * Reads a file: cuts it into documents, takes each from the cache or parses it, and puts their offsets in place.
 */
import type {
  FieldKey,
  FieldLocation,
  FieldPath,
  FieldPlace,
  FieldShape,
  ManifestDocument,
  ManifestFile,
  NotJudged,
  OffsetRange,
  Resource,
  SyntaxProblem,
} from './document';
import type { Body } from './body';
import { cutText, type CutText } from './cut-text';
import { documentAt, documentNumbered } from './document-at';
import { createDocumentCache, type DocumentCache } from './document-cache';
import type { KubernetesObject } from './kubernetes-objects';
import { placeOfResource, resourceNumber } from './resource-number';
import { keysAt, locateField, placeAt, shapeAt } from './tree-locations';
import type { DuplicateKey } from './tree-values';

export interface ReadOptions {
  readonly cache?: DocumentCache;
  /** What is known from elsewhere about the whole file, such as a kustomization that names it as a patch. */
  readonly notJudged?: NotJudged | undefined;
  /** The file as it was before: what an edit left alone is taken from it. */
  readonly before?: ReadFile | undefined;
}

/**
 * The documents and resources of a file. Never throws; whatever cannot be read is a problem of its document.
 * `text` is without a byte order mark.
 */
export function readManifestFile(file: string, text: string, options: ReadOptions = {}): ReadFile {
  const { cache = createDocumentCache(), notJudged, before } = options;
  return new ReadFile(file, cutText(text, { cache, notJudged }, before?.cut), before?.documents);
}

/** A file with what it was read from, so that it can be read again after an edit. */
export class ReadFile implements ManifestFile {
  readonly documents: readonly FileDocument[];
  #resources: readonly Resource[] | undefined;

  constructor(
    readonly file: string,
    readonly cut: CutText,
    before: readonly FileDocument[] = [],
  ) {
    this.documents = cut.bodies.map((body, index) => {
      const range = cut.ranges[index] ?? { start: 0, end: cut.text.length };
      const known = before[index];
      return known?.body === body && known.range === range ? known : new FileDocument(index, range, body);
    });
  }

  get text(): string {
    return this.cut.text;
  }

  get resources(): readonly Resource[] {
    return (this.#resources ??= this.documents.flatMap(relevantIn));
  }

  resourceAt(index: number): Resource | undefined {
    const { document, nth } = placeOfResource(index);
    return relevantIn(documentNumbered(this.documents, document))[nth];
  }

  pathAt(offset: number): FieldPlace | undefined {
    const document = documentAt(this.documents, offset);
    return document && pathIn(document, offset);
  }
}

function relevantIn(document: FileDocument | undefined): readonly Resource[] {
  return document?.isRelevant === true ? document.resources : [];
}

/** A class, since a file can have thousands and getters of a literal are made anew for each. */
class FileDocument implements ManifestDocument {
  #problems: readonly SyntaxProblem[] | undefined;
  #resources: readonly Resource[] | undefined;

  constructor(
    readonly index: number,
    readonly range: OffsetRange,
    readonly body: Body,
  ) {}

  get isRelevant(): boolean {
    return this.body.content.isRelevant;
  }

  get value(): unknown {
    return this.body.content.read().value;
  }

  get notJudged(): NotJudged | undefined {
    return this.body.content.read().notJudged ?? this.body.notJudged;
  }

  get problems(): readonly SyntaxProblem[] {
    return (this.#problems ??= problemsAt(this.body.content.read().problems, this.range.start));
  }

  get resources(): readonly Resource[] {
    return (this.#resources ??= this.body.content
      .read()
      .objects.map((object, nth) => new FileResource(this, object, nth)));
  }
}

/** Nearly all documents have none: the same list, then. */
function problemsAt(problems: readonly SyntaxProblem[], start: number): readonly SyntaxProblem[] {
  if (problems.length === 0) return problems;
  return problems.map((problem) => ({ ...problem, range: shifted(problem.range, start) }));
}

class FileResource implements Resource {
  readonly document: FileDocument;
  readonly #object: KubernetesObject;
  readonly #nth: number;
  #duplicateKeys: readonly DuplicateKey[] | undefined;

  constructor(document: FileDocument, object: KubernetesObject, nth: number) {
    this.document = document;
    this.#object = object;
    this.#nth = nth;
  }

  get index(): number {
    return resourceNumber(this.document.body.number, this.#nth);
  }

  get apiVersion(): string {
    return this.#object.apiVersion;
  }

  get kind(): string {
    return this.#object.kind;
  }

  get name(): string | undefined {
    return this.#object.name;
  }

  get namespace(): string | undefined {
    return this.#object.namespace;
  }

  get value(): Resource['value'] {
    return this.#object.value;
  }

  get base(): FieldPath {
    return this.#object.base;
  }

  get start(): number {
    const { body, range } = this.document;
    return this.base.length === 0
      ? range.start + body.content.read().start
      : (this.locate([])?.value.start ?? range.start);
  }

  get duplicateKeys(): readonly DuplicateKey[] {
    const { body, range } = this.document;
    return (this.#duplicateKeys ??= duplicatesIn(this.#object, body.content.read().duplicates, range.start));
  }

  locate(path: FieldPath): FieldLocation | undefined {
    const { body, range } = this.document;
    const location = locateField(body.content.tree(), [...this.base, ...path]);
    return location && shiftedLocation(location, range.start);
  }

  keysOf(path: FieldPath): readonly FieldKey[] {
    const { body, range } = this.document;
    return keysAt(body.content.tree(), [...this.base, ...path]).map(({ name, key, value }) => ({
      name,
      key: shifted(key, range.start),
      value: shifted(value, range.start),
    }));
  }

  shapeOf(path: FieldPath): FieldShape | undefined {
    return shapeAt(this.document.body.content.tree(), [...this.base, ...path]);
  }
}

function duplicatesIn(
  { base }: KubernetesObject,
  duplicates: readonly DuplicateKey[],
  start: number,
): readonly DuplicateKey[] {
  return duplicates
    .filter(({ path }) => base.every((step, depth) => path[depth] === step))
    .map(({ path, key, range }) => ({ path: path.slice(base.length), key, range: shifted(range, start) }));
}

function pathIn(document: FileDocument, offset: number): FieldPlace | undefined {
  const { body, range, resources } = document;
  const place = placeAt(body.content.tree(), offset - range.start);
  if (place === undefined) return undefined;
  const resource = resources.find(({ base }) => base.every((step, depth) => place.path[depth] === step));
  if (resource === undefined) return undefined;
  const path = place.path.slice(resource.base.length);
  return {
    resource,
    path,
    onKey: place.onKey && path.length > 0,
    range: shifted(place.range, range.start),
  };
}

function shiftedLocation({ key, dash, value }: FieldLocation, by: number): FieldLocation {
  return {
    ...(key && { key: shifted(key, by) }),
    ...(dash && { dash: shifted(dash, by) }),
    value: shifted(value, by),
  };
}

function shifted({ start, end }: OffsetRange, by: number): OffsetRange {
  return { start: start + by, end: end + by };
}
