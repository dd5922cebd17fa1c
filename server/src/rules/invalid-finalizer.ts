/**
 * Rule: finalizers that Kubernetes does not accept.
 */
import { textItemsOf } from './api/policy-parts';
import { qualifiedNameProblems } from './api/name-syntax';
import { rejection } from './api/rejection';
import { formatPath } from '../manifests/document';
import { isPolicy } from './api/policy-kinds';
import type { Rule } from './rule';

const STANDARD: ReadonlySet<string> = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

export const rule = {
  id: 'invalid-finalizer',
  severity: 'error',
  documentation: {
    title: 'A finalizer that Kubernetes does not accept',
    clusterDoes: 'The API server rejects the policy.',
    meant: 'The name of a controller with its domain in front, such as example.com/cleanup.',
    bad: 'metadata:\n  finalizers: [cleanup]',
    good: 'metadata:\n  finalizers: [example.com/cleanup]',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
  },
  appliesTo: isPolicy,
  *check(context) {
    const metadata = context.parts.metadata;
    const finalizers = metadata === undefined ? [] : textItemsOf(metadata, 'finalizers');
    for (const { path, text } of finalizers) {
      const problems = qualifiedNameProblems(text);
      if (problems.length > 0) {
        const message = `The API server rejects this finalizer: ${problems.join('; ')}.`;
        yield rejection(context, path, 'Invalid', message, { field: 'metadata.finalizers' });
      }
      // The server tells this at a field of its own, be the name well-formed or not.
      if (!text.includes('/') && !STANDARD.has(text)) {
        const example = problems.length > 0 ? 'example.com/cleanup' : `example.com/${text}`;
        const message = `The API server rejects this finalizer: put a domain name in front, as in ${example}.`;
        yield rejection(context, path, 'Invalid', message);
      }
    }
    const names = new Set(finalizers.map(({ text }) => text));
    if (names.has('orphan') && names.has('foregroundDeletion')) {
      const path = ['metadata', 'finalizers'];
      const message = 'The finalizers orphan and foregroundDeletion exclude each other: keep one of them.';
      yield rejection(context, path, 'Invalid', message, { field: formatPath(path) });
    }
  },
} satisfies Rule;
