/**
 * A finding that outlives a change of the text before it: its places are kept by the documents they stand in, and put
 * where those documents are now. Knows no rules.
 */
import type { ManifestFile, OffsetRange } from '../manifests/document';
import { documentAt, documentNumbered } from '../manifests/document-at';
import type { Finding, Fix } from './rule';

type Files = ReadonlyMap<string, ManifestFile>;
type Related = NonNullable<Finding['related']>[number];

/** Gives the finding as it is in these files; undefined when a document that it points at cannot be found again. */
export type PlacedFinding = (files: Files) => Finding | undefined;

/** The place of a document, which keeps its number wherever it is moved to. */
interface Anchor {
  readonly file: string;
  readonly number: number;
  readonly start: number;
}

/**
 * Undefined for a finding that could not be found again: one of its places is in no document, or a fix of it changes
 * another document than its own.
 */
export function placeFinding(finding: Finding, file: ManifestFile, files: Files): PlacedFinding | undefined {
  const home = anchorAt(file, finding.range.start);
  const end = documentAt(file.documents, finding.range.start)?.range.end ?? 0;
  const edits = (finding.fixes ?? []).flatMap((fix) => fix.edits);
  if (edits.some(({ range }) => range.start < (home?.start ?? 0) || range.end > end)) return undefined;
  const related = (finding.related ?? []).map(({ file: name, range }) => {
    const other = files.get(name);
    return other && anchorAt(other, range.start);
  });
  if (home === undefined || related.includes(undefined)) return undefined;
  return (now) => {
    const by = movedBy(home, now);
    const relatedBy = related.map((anchor) => anchor && movedBy(anchor, now));
    if (by === undefined || relatedBy.includes(undefined)) return undefined;
    if (by === 0 && relatedBy.every((distance) => distance === 0)) return finding;
    return moved(finding, by, relatedBy);
  };
}

function anchorAt(file: ManifestFile, offset: number): Anchor | undefined {
  const document = documentAt(file.documents, offset);
  return document && { file: file.file, number: document.body.number, start: document.range.start };
}

function movedBy({ file, number, start }: Anchor, files: Files): number | undefined {
  const document = documentNumbered(files.get(file)?.documents ?? [], number);
  return document && document.range.start - start;
}

function moved(finding: Finding, by: number, relatedBy: readonly (number | undefined)[]): Finding {
  const { range, related, fixes } = finding;
  return {
    ...finding,
    range: shifted(range, by),
    ...(related && {
      related: related.map((one, nth): Related => ({
        ...one,
        range: shifted(one.range, relatedBy[nth] ?? 0),
      })),
    }),
    ...(fixes && { fixes: fixes.map((fix) => movedFix(fix, by)) }),
  };
}

function movedFix(fix: Fix, by: number): Fix {
  return { ...fix, edits: fix.edits.map(({ range, newText }) => ({ range: shifted(range, by), newText })) };
}

function shifted({ start, end }: OffsetRange, by: number): OffsetRange {
  return { start: start + by, end: end + by };
}
