/**
 * What the documents of a file add to the cluster. Depends on each document alone; what objects of several documents
 * mean together is decided when the cluster is assembled.
 */
import { differingPart } from '../evaluator/differing-part';
import type { SourceRef } from '../evaluator/model';
import type { DocumentBody, ManifestDocument, ManifestFile } from '../manifests/document';
import type { Entry } from './entry';
import { sameModel } from './same-model';
import { translateResource } from './translate-resource';

export interface Translation {
  /** Of resources that name none. */
  readonly namespace: string;
  /** Told of an object that could not be translated. It is missing; the others are there. */
  readonly onFailure: (source: SourceRef, error: unknown) => void;
}

export interface EntryChanges {
  readonly gone: readonly Entry[];
  readonly come: readonly Entry[];
}

export interface Contributions {
  /** Makes ready what a file will add that is compared later. */
  prepare(file: ManifestFile): void;
  /** The entries of a document of a file that was compared. */
  of(body: DocumentBody): readonly Entry[];
  /**
   * What a file adds now, and what it does so no more. An entry stays the same object as long as nothing changes that
   * an answer could depend on.
   */
  changes(before: ManifestFile | undefined, now: ManifestFile | undefined): EntryChanges;
}

const NOTHING: readonly Entry[] = [];

/** Remembers the entries of every document as long as somebody has that document. */
export function createContributions(translation: Translation): Contributions {
  const entries = new WeakMap<DocumentBody, readonly Entry[]>();
  const of = (body: DocumentBody): readonly Entry[] => entries.get(body) ?? NOTHING;
  const made = (file: string, document: ManifestDocument): readonly Entry[] => {
    const known = entries.get(document.body);
    if (known !== undefined) return known;
    const translated = translate(file, document, translation);
    entries.set(document.body, translated);
    return translated;
  };
  return {
    prepare({ file, documents }) {
      for (const document of documents) made(file, document);
    },
    of,
    changes(before, now) {
      const [old, young] = [before?.documents ?? [], now?.documents ?? []];
      const part = differingPart(old, young, (a, b) => a?.body === b?.body);
      const gone = old.slice(part.start, part.oldEnd).flatMap(({ body }) => of(body));
      const known = new Map(gone.map((entry) => [entry.source.resource, entry]));
      for (const document of young.slice(part.start, part.newEnd)) {
        const own = made(now?.file ?? '', document);
        entries.set(
          document.body,
          own.map((entry) => unlessSame(entry, known.get(entry.source.resource))),
        );
      }
      const come = young.slice(part.start, part.newEnd).flatMap(({ body }) => of(body));
      const [left, stayed] = [new Set(gone), new Set(come)];
      return {
        gone: gone.filter((entry) => !stayed.has(entry)),
        come: come.filter((entry) => !left.has(entry)),
      };
    },
  };
}

function translate(
  file: string,
  document: ManifestDocument,
  { namespace, onFailure }: Translation,
): readonly Entry[] {
  if (!document.isRelevant || document.notJudged !== undefined) return NOTHING;
  return document.resources.flatMap((resource) => {
    const source = { file, resource: resource.index };
    try {
      return translateResource(resource, source, namespace) ?? [];
    } catch (error) {
      onFailure(source, error);
      return [];
    }
  });
}

function unlessSame(entry: Entry, known: Entry | undefined): Entry {
  return known !== undefined && sameModel(known, entry) ? known : entry;
}
