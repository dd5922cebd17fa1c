/**
 * Rule: names and namespaces that Kubernetes does not accept.
 */
import { type Members } from './api/policy-parts';
import { dnsLabelProblems, subdomainProblems, type Problems } from './api/name-syntax';
import { rejection } from './api/rejection';
import { isPolicy } from './api/policy-kinds';
import type { Rule } from './rule';

/** Of a base that is longer, the server takes the beginning. */
const LONGEST_BASE = 58;

const CHECKS: readonly (readonly [field: string, problems: (name: string) => Problems])[] = [
  ['name', subdomainProblems],
  ['generateName', baseProblems],
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
  appliesTo: isPolicy,
  *check(context) {
    const metadata = context.parts.metadata;
    if (metadata === undefined) return;
    const { path, value } = metadata;
    for (const [field, problemsOf] of CHECKS) {
      const name = textOf(value, field);
      const problems = name === '' ? [] : problemsOf(name);
      if (problems.length === 0) continue;
      const message = `The API server rejects this ${field}: ${problems.join('; ')}.`;
      yield rejection(context, [...path, field], 'Invalid', message);
    }
    const base = textOf(value, 'generateName');
    if (base === '' || textOf(value, 'name') !== '') return;
    const problems = subdomainProblems(generatedName(base));
    if (problems.length === 0) return;
    const message = `The API server rejects every name that begins like this: ${problems.join('; ')}.`;
    yield rejection(context, [...path, 'generateName'], 'Invalid', message, { field: 'metadata.name' });
  },
} satisfies Rule;

/** A generated name goes on behind the hyphen. The server judges a base with a letter in place of the last two signs. */
function baseProblems(base: string): Problems {
  return subdomainProblems(base.length > 1 && base.endsWith('-') ? `${base.slice(0, -2)}a` : base);
}

/** A name like those that the server makes: the base and five random letters or digits. */
function generatedName(base: string): string {
  return `${base.slice(0, LONGEST_BASE)}00000`;
}

function textOf(members: Members, field: string): string {
  const value = members[field];
  return typeof value === 'string' ? value : '';
}
