/**
 * What once did not hold, as small as it can be and still be seen; by what went wrong. Faults of single rules are among
 * the fixtures of these rules.
 */

const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\n';

export const FAULTS: Readonly<Record<string, string>> = {
  'fixes took carriage returns for text': `${HEAD}spec:\n  ingress:\n  - ports: [{}]\n`.replaceAll(
    '\n',
    '\r',
  ),
  'fixes took separators of lines for text': `${HEAD}spec:\n egress:\u2028  - ports: [{}]\n`,
  'a fix wrote a key a second time, below one without a value': `${HEAD}spec:\n  policyTypes: [Ingress, Egress]\n  ingress: [{}]\n  egress:`,
  'a fix wrote between the brackets of what a merge key brings': `${HEAD}spec:\n  ingress:\n  - <<: [{ports: [{port: 80}]}]\n`,
  'a selector was advised to be as it is': `${HEAD}spec:\n  ingress:\n  - from:\n    - namespaceSelector: all\n      podSelector: {matchLabels: {app: web}}\n`,
  'brackets behind a word cost an error each': `${HEAD}spec: {podSelector: a${'['.repeat(5000)}`,
};
