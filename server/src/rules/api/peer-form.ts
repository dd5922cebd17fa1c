/**
 * Which of the forms of a peer somebody wrote. Knows no cluster.
 */
import { isMembers, type Members } from './policy-parts';

/** `unclear` is what the API server refuses, and what has a null that is read otherwise than it looks. */
export type PeerForm = 'pods' | 'namespaces' | 'both' | 'addresses' | 'unclear';

const FIELDS: ReadonlySet<string> = new Set(['podSelector', 'namespaceSelector', 'ipBlock']);

/** By the fields that the peer has. */
export function peerForm(peer: Members): PeerForm {
  const set = Object.keys(peer);
  if (!set.every((key) => FIELDS.has(key) && isMembers(peer[key]))) return 'unclear';
  const [first, second, third] = set;
  if (first === undefined || third !== undefined) return 'unclear';
  if (second !== undefined) return set.includes('ipBlock') ? 'unclear' : 'both';
  return FORM_OF_ONE[first] ?? 'unclear';
}

const FORM_OF_ONE: Readonly<Record<string, PeerForm>> = {
  podSelector: 'pods',
  namespaceSelector: 'namespaces',
  ipBlock: 'addresses',
};

/** A selector without a requirement selects everything. */
export function isEmptySelector(selector: unknown): boolean {
  if (!isMembers(selector)) return false;
  return !hasEntries(selector['matchLabels']) && !hasEntries(selector['matchExpressions']);
}

function hasEntries(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** All label values that a selector asks for. */
export function valuesAskedFor(selector: unknown): readonly string[] {
  if (!isMembers(selector)) return [];
  const { matchLabels, matchExpressions } = selector;
  const labels = isMembers(matchLabels) ? Object.values(matchLabels) : [];
  const requirements: readonly unknown[] = Array.isArray(matchExpressions) ? matchExpressions : [];
  const listed = requirements.flatMap((requirement) =>
    isMembers(requirement) && Array.isArray(requirement['values']) ? requirement['values'] : [],
  );
  return [...labels, ...listed].filter((value) => typeof value === 'string');
}
