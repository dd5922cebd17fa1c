/**
 * Which files of a folder are kept at hand: most of a repository has nothing to do with policy, and is forgotten as
 * soon as that is known. What is open counts all the same. In doubt a file is kept.
 */
import { canMatter } from '../manifests/relevance';
import { splitDocuments } from '../manifests/split-documents';
import { IGNORE_MARK } from '../rules/ignore-comments';
import { isKustomization } from '../workspace/kustomizations';

/** A `Buffer`, where there are such. */
interface Bytes {
  includes(word: string): boolean;
}

/**
 * Whether a file can be worth keeping, told from its bytes, so that the others need not be decoded. Each object has the
 * word `kind`; it may be written with escapes, or in two bytes a letter.
 */
export function mayBeWorthKeeping(file: string, bytes: Bytes): boolean {
  return isKustomization(file) || WORDS.some((word) => bytes.includes(word));
}

const WORDS: readonly string[] = ['kind', '\\', '\0', IGNORE_MARK];

/** Whether something may be said about a file, or about others because of it. */
export function isWorthKeeping(file: string, text: string): boolean {
  if (isKustomization(file) || text.includes(IGNORE_MARK)) return true;
  return splitDocuments(text).some(({ start, end }) => canMatter(text.slice(start, end)));
}
