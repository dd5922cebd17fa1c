/**
 * Rule: names and namespaces that Kubernetes does not accept.
 */
import { type Members } from './api/policy-parts';
import { dnsLabelProblems, subdomainProblems, type Problems } from './api/name-syntax';
import { rejection } from './api/rejection';
import type { Rule } from './rule';

/** A generated name goes on behind the hyphen. The server judges a name with a letter in place of the last two signs. */
const generatedNameProblems = (name: string): Problems =>
  subdomainProblems(name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name);

const CHECKS: readonly (readonly [field: string, problems: (name: string) => Problems])[] = [
  ['name', subdomainProblems],
  ['generateName', generatedNameProblems],
  ['namespace', dnsLabelProblems],
];

export const rule = {
  id: 'invalid-name',
  severity: 'error',
  documentation: {
    title: 'A name that Kubernetes does not accept',
    clusterDoes: 'The API server rejects the policy.',
    meant: 'Names are lower-case letters, digits, hyphens and dots; namespaces have no dots.',
    bad: 'metadata:\n  name: Allow_Web\n  namespace: shop.eu',
    good: 'metadata:\n  name: allow-web\n  namespace: shop-eu',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  },
  *check(context) {
    const metadata = context.parts.metadata;
    if (metadata === undefined) return;
    for (const [field, problemsOf] of CHECKS) {
      const name = textOf(metadata.value, field);
      const problems = name === '' ? [] : problemsOf(name);
      if (problems.length === 0) continue;
      const message = `The API server rejects this ${field}: ${problems.join('; ')}.`;
      yield rejection(context, [...metadata.path, field], 'Invalid', message);
    }
  },
} satisfies Rule;

function textOf(members: Members, field: string): string {
  const value = members[field];
  return typeof value === 'string' ? value : '';
}
