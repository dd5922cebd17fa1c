/**
 * Rule: annotations that Kubernetes does not accept.
 */
import { keyRange, type Source } from './api/place';
import { memberOf, textMembersOf, type Part } from './api/policy-parts';
import { byteLength, qualifiedNameProblems } from './api/name-syntax';
import { mapRejection, rejection } from './api/rejection';
import { isPolicy } from './api/policy-kinds';
import type { Finding, Rule } from './rule';

/** Bytes of all keys and values together. */
const MAX_BYTES = 262_144;

export const rule = {
  id: 'invalid-annotation',
  severity: 'error',
  documentation: {
    title: 'An annotation that Kubernetes does not accept',
    clusterDoes: 'The API server rejects the policy.',
    meant: 'Keys are built like label keys; values are free, but all together no longer than 256 KiB.',
    bad: 'metadata:\n  annotations:\n    owned by: shop team',
    good: 'metadata:\n  annotations:\n    owned-by: shop team',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set',
  },
  appliesTo: isPolicy,
  *check(context) {
    const metadata = context.parts.metadata;
    if (metadata === undefined) return;
    yield* keys(context, metadata);
    yield* size(context, metadata);
  },
} satisfies Rule;

function* keys(source: Source, metadata: Part): Iterable<Finding> {
  const annotations = memberOf(metadata, 'annotations');
  for (const key of Object.keys(annotations?.value ?? {})) {
    // The server looks at the key in lower case: capitals are fine in front of the slash too.
    const problems = qualifiedNameProblems(lowerCase(key));
    if (problems.length === 0) continue;
    const path = ['metadata', 'annotations'];
    const message = `The API server rejects the annotation key "${key}": ${problems.join('; ')}.`;
    yield mapRejection(path, keyRange(source, [...path, key]), message);
  }
}

function* size(source: Source, metadata: Part): Iterable<Finding> {
  const bytes = textMembersOf(metadata, 'annotations')
    .map(({ key, text }) => byteLength(key) + byteLength(text))
    .reduce((sum, length) => sum + length, 0);
  if (bytes <= MAX_BYTES) return;
  const path = ['metadata', 'annotations'];
  const message = `Annotations take ${bytes} bytes; the API server accepts at most ${MAX_BYTES}.`;
  yield rejection(source, path, 'TooLong', message);
}

/** Letter by letter, as the server does it. */
function lowerCase(key: string): string {
  return Array.from(key, (letter) => Array.from(letter.toLowerCase())[0]).join('');
}
