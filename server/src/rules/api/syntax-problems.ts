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

/** What is wrong with the YAML of those documents that policy could be in. */
export function syntaxProblems(file: ManifestFile): readonly DocumentProblem[] {
  return file.documents
    .filter(isOurs)
    .flatMap((document) => document.problems.map((problem) => ({ document, problem })));
}

/** Few have problems, and what is not relevant is not parsed for them. */
function isOurs(document: ManifestDocument): boolean {
  return (
    document.isRelevant &&
    document.problems.length > 0 &&
    document.notJudged === undefined &&
    NAMES_A_RESOURCE.test(document.body.text)
  );
}
