/**
 * Where YAML that cannot be read is worth saying: in documents that name a resource. Knows text only.
 */
import type { ManifestDocument, ManifestFile, SyntaxProblem } from '../../manifests/document';

/** A document that names no resource at all is somebody else's YAML. */
const NAMES_A_RESOURCE = /^[ \t{"'-]*(?:apiVersion|kind)["']?[ \t]*:/mu;

export interface DocumentProblem {
  readonly document: ManifestDocument;
  readonly problem: SyntaxProblem;
}

export function syntaxProblems(file: ManifestFile): readonly DocumentProblem[] {
  return file.documents
    .filter((document) => isOurs(document, file) && document.notJudged === undefined)
    .flatMap((document) => document.problems.map((problem) => ({ document, problem })));
}

/** Text alone decides, so that nothing is parsed for it. */
function isOurs({ isRelevant, range }: ManifestDocument, { text }: ManifestFile): boolean {
  return isRelevant && NAMES_A_RESOURCE.test(text.slice(range.start, range.end));
}
