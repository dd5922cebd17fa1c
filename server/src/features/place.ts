/**
 * Which resource a place in a file belongs to. Knows where documents and resources stand, not what they mean.
 */
import type { ManifestFile, Resource } from '../manifests/document';

/** The resource an offset belongs to, with the white space and comments of its document. */
export function resourceAt(file: ManifestFile, offset: number): Resource | undefined {
  const document = file.documents.findLast(({ range }) => range.start <= offset);
  if (document?.isRelevant !== true || document.resources.length < 2) return document?.resources[0];
  return document.resources.find((resource) => {
    const whole = resource.locate([])?.value;
    return whole !== undefined && whole.start <= offset && offset <= whole.end;
  });
}

/** Whether a path in the API server's notation is the other one, or leads on from it. */
export function isWithinPath(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}
