/**
 * How the API server names what is wrong with an owner: that changed with a version. Knows no text.
 */
import { formatPath, type FieldPath } from '../../manifests/document';
import type { RuleContext } from '../rule';

/** Since then errors about owners say which of them, and name a missing field missing rather than invalid. */
export const PRECISE_OWNERS_MINOR = 37;

/** `metadata.ownerReferences[0].kind`; without the index on servers that do not tell it. */
export function ownerField({ kubernetesMinor }: RuleContext, path: FieldPath): string {
  const isTold = kubernetesMinor >= PRECISE_OWNERS_MINOR;
  return formatPath(isTold ? path : path.filter((step) => typeof step === 'string'));
}
