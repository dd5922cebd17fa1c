/**
 * The API server's rules for names, label keys and values, and port names. Each function gives what is wrong in
 * plain words, nothing when the name is fine. Lengths are in bytes; only ASCII passes anyway.
 *
 * Source: staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go of Kubernetes.
 */

const MAX_SUBDOMAIN = 253;
const MAX_LABEL = 63;
const MAX_PORT_NAME = 15;

const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/u;
const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/u;
const LABEL_PART = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/u;

const LABEL_PART_RULE = 'use letters, digits, -, _ and ., with a letter or digit at both ends';
const SUBDOMAIN_RULE =
  'use lower-case letters, digits, - and ., with a letter or digit at both ends of each part';

export type Problems = readonly string[];

/** Names of most objects, and prefixes of label keys. There is no limit for the parts between dots. */
export function subdomainProblems(name: string): Problems {
  return [...tooLong(name, MAX_SUBDOMAIN), ...unless(SUBDOMAIN.test(name), SUBDOMAIN_RULE)];
}

/** Names of namespaces. */
export function dnsLabelProblems(name: string): Problems {
  return [
    ...tooLong(name, MAX_LABEL),
    ...unless(
      DNS_LABEL.test(name),
      'use lower-case letters, digits and -, with a letter or digit at both ends',
    ),
  ];
}

/** Keys of labels and annotations, and finalizers: `name` or `prefix/name`. */
export function qualifiedNameProblems(key: string): Problems {
  const parts = key.split('/');
  if (parts.length > 2) return ['only one / may stand in it, behind a domain name'];
  const [name = '', prefix] = parts.toReversed();
  return [...prefixProblems(prefix), ...namePartProblems(name)];
}

function prefixProblems(prefix: string | undefined): Problems {
  if (prefix === undefined) return [];
  if (prefix === '') return ['a domain name has to stand before the /'];
  return subdomainProblems(prefix).map((problem) => `before the /: ${problem}`);
}

function namePartProblems(name: string): Problems {
  if (name === '') return ['it must not be empty'];
  return [...tooLong(name, MAX_LABEL), ...unless(LABEL_PART.test(name), LABEL_PART_RULE)];
}

/** Values of labels; empty is fine. */
export function labelValueProblems(value: string): Problems {
  if (value === '') return [];
  return [...tooLong(value, MAX_LABEL), ...unless(LABEL_PART.test(value), LABEL_PART_RULE)];
}

/** Names of ports. */
export function portNameProblems(name: string): Problems {
  return [
    ...tooLong(name, MAX_PORT_NAME),
    ...unless(/^[-a-z0-9]*$/u.test(name), 'only lower-case letters, digits and - may stand in it'),
    ...unless(/[a-z]/u.test(name), 'it must contain a letter'),
    ...unless(!name.includes('--'), 'two hyphens must not stand side by side'),
    ...unless(!/^-|-$/u.test(name), 'it must not begin or end with a hyphen'),
  ];
}

/** How many bytes a text takes in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

function tooLong(text: string, limit: number): Problems {
  return unless(byteLength(text) <= limit, `it must be no longer than ${limit} characters`);
}

function unless(holds: boolean, problem: string): Problems {
  return holds ? [] : [problem];
}
