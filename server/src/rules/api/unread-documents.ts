/**
 * The policies of a file that are not judged, as one hint for all of them: it stands at the first, and belongs to the
 * rule that explains why that one is not.
 */
import type { ManifestDocument, ManifestFile, NotJudged, OffsetRange } from '../../manifests/document';
import { count } from '../../wording/quantities';
import type { Finding } from '../rule';

/** The hint, when the first such document is of a kind that `why` explains. */
export function unreadHint(
  file: ManifestFile,
  why: Partial<Readonly<Record<NotJudged, string>>>,
): readonly Finding[] {
  const unread = file.documents.filter(isUnreadPolicy);
  const [first] = unread;
  const reason = first?.notJudged && why[first.notJudged];
  if (first === undefined || reason === undefined) return [];
  const others = unread.length - 1;
  const more = others === 0 ? '' : ` The same goes for ${count(others, 'more document')} of this file.`;
  return [{ range: firstLine(first, file), message: `Not checked, since ${reason}.${more}` }];
}

/** Few are not judged, and what is not relevant is not parsed for it. */
function isUnreadPolicy(document: ManifestDocument): boolean {
  return (
    document.isRelevant && document.notJudged !== undefined && document.body.text.includes('NetworkPolicy')
  );
}

function firstLine({ range }: ManifestDocument, { text }: ManifestFile): OffsetRange {
  const [blank = '', line = ''] = /^\s*([^\r\n]*)/u.exec(text.slice(range.start, range.end)) ?? [];
  const end = range.start + blank.length;
  return { start: end - line.length, end };
}
