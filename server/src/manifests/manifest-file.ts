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
import { documentAt } from './document-at';
import { createDocumentCache, type DocumentCache } from './document-cache';
import type { DocumentContent } from './document-content';
import type { KubernetesObject } from './kubernetes-objects';
import { lazy } from './lazy';
import { placeOfResource, resourceNumber } from './resource-number';
import { splitDocuments } from './split-documents';
import { keysAt, locateField, placeAt, shapeAt } from './tree-locations';
import type { DuplicateKey } from './tree-values';

/** A document in its file. */
interface Part {
  readonly index: number;
  readonly range: OffsetRange;
  readonly content: DocumentContent;
  readonly notJudged: NotJudged | undefined;
}

/**
 * The documents and resources of a file. Never throws; whatever cannot be read is a problem of its document.
 * `text` is without a byte order mark. `notJudged` is what is known from elsewhere about the whole file, such as a
 * kustomization that names it as a patch.
 */
export function readManifestFile(
  file: string,
  text: string,
  cache: DocumentCache = createDocumentCache(),
  notJudged?: NotJudged,
): ManifestFile {
  const ranges = splitDocuments(text);
  const contents = ranges.map(({ start, end }) => cache.contentOf(text.slice(start, end)));
  const documents = contents.map((content, index) => {
    const range = ranges[index] ?? { start: 0, end: text.length };
    return new FileDocument({ index, range, content, notJudged });
  });
  const relevantIn = (document: ManifestDocument | undefined): readonly Resource[] =>
    document?.isRelevant === true ? document.resources : [];
  const resources = lazy(() => documents.flatMap(relevantIn));
  return {
    file,
    text,
    documents,
    get resources() {
      return resources();
    },
    resourceAt(index) {
      const { document, nth } = placeOfResource(index);
      return relevantIn(documents[document])[nth];
    },
    pathAt: (offset) => pathAt(documents, contents, offset),
  };
}

/** A class, since a file can have thousands and getters of a literal are made anew for each. */
class FileDocument implements ManifestDocument {
  readonly #part: Part;
  #problems: readonly SyntaxProblem[] | undefined;
  #resources: readonly Resource[] | undefined;

  constructor(part: Part) {
    this.#part = part;
  }

  get index(): number {
    return this.#part.index;
  }

  get range(): OffsetRange {
    return this.#part.range;
  }

  get isRelevant(): boolean {
    return this.#part.content.isRelevant;
  }

  get value(): unknown {
    return this.#part.content.read().value;
  }

  get notJudged(): NotJudged | undefined {
    return this.#part.content.read().notJudged ?? this.#part.notJudged;
  }

  get problems(): readonly SyntaxProblem[] {
    return (this.#problems ??= this.#part.content
      .read()
      .problems.map((problem) => ({ ...problem, range: shifted(problem.range, this.range.start) })));
  }

  get resources(): readonly Resource[] {
    return (this.#resources ??= this.#part.content
      .read()
      .objects.map((object, nth) => new FileResource(this, this.#part, object, nth)));
  }
}

class FileResource implements Resource {
  readonly document: ManifestDocument;
  readonly #part: Part;
  readonly #object: KubernetesObject;
  readonly #nth: number;
  #duplicateKeys: readonly DuplicateKey[] | undefined;

  constructor(document: ManifestDocument, part: Part, object: KubernetesObject, nth: number) {
    this.document = document;
    this.#part = part;
    this.#object = object;
    this.#nth = nth;
  }

  get index(): number {
    return resourceNumber(this.#part.index, this.#nth);
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
    const { content, range } = this.#part;
    return this.base.length === 0
      ? range.start + content.read().start
      : (this.locate([])?.value.start ?? range.start);
  }

  get duplicateKeys(): readonly DuplicateKey[] {
    const { content, range } = this.#part;
    return (this.#duplicateKeys ??= duplicatesIn(this.#object, content.read().duplicates, range.start));
  }

  locate(path: FieldPath): FieldLocation | undefined {
    const { content, range } = this.#part;
    const location = locateField(content.tree(), [...this.base, ...path]);
    return location && shiftedLocation(location, range.start);
  }

  keysOf(path: FieldPath): readonly FieldKey[] {
    const { content, range } = this.#part;
    return keysAt(content.tree(), [...this.base, ...path]).map(({ name, key, value }) => ({
      name,
      key: shifted(key, range.start),
      value: shifted(value, range.start),
    }));
  }

  shapeOf(path: FieldPath): FieldShape | undefined {
    return shapeAt(this.#part.content.tree(), [...this.base, ...path]);
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

function pathAt(
  documents: readonly ManifestDocument[],
  contents: readonly DocumentContent[],
  offset: number,
): FieldPlace | undefined {
  const document = documentAt(documents, offset);
  const content = contents[document?.index ?? -1];
  if (document === undefined || content === undefined) return undefined;
  const place = placeAt(content.tree(), offset - document.range.start);
  if (place === undefined) return undefined;
  const resource = document.resources.find(({ base }) =>
    base.every((step, depth) => place.path[depth] === step),
  );
  if (resource === undefined) return undefined;
  const path = place.path.slice(resource.base.length);
  return {
    resource,
    path,
    onKey: place.onKey && path.length > 0,
    range: shifted(place.range, document.range.start),
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
