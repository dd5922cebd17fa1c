/**
 * Recognises policies of other makers and versions, which decide about connections as well and are not read.
 */
import { knownKindOf, splitApiVersion } from './known-kinds';

const POLICY_KIND = /^(?!Staged)\w*NetworkPolicy$/u;

/** No API server takes a policy of these groups in a kind that is not known, so that it decides nothing. */
const GROUPS_OF_KUBERNETES: ReadonlySet<string> = new Set([
  '',
  'extensions',
  'networking',
  'networking.k8s.io',
]);

/** `NetworkPolicy.projectcalico.org`, as kubectl takes it; undefined for all that is no policy, or one that is read. */
export function unreadPolicyKind(object: {
  readonly apiVersion: string;
  readonly kind: string;
}): string | undefined {
  const { kind, apiVersion } = object;
  if (!POLICY_KIND.test(kind)) return undefined;
  const { group } = splitApiVersion(apiVersion);
  return GROUPS_OF_KUBERNETES.has(group) || knownKindOf(object) !== undefined
    ? undefined
    : `${kind}.${group}`;
}
