/**
 * Which resources are policies, kind by kind, and the schema that each has to fit.
 */
import type { Resource } from '../../manifests/document';
import { isKind, KINDS, type KnownKind } from '../../manifests/known-kinds';
import validateAdminPolicy from '../generated/adminnetworkpolicy.policy.networking.k8s.io-v1alpha1';
import validateBaseline from '../generated/baselineadminnetworkpolicy.policy.networking.k8s.io-v1alpha1';
import validateClusterPolicy from '../generated/clusternetworkpolicy.policy.networking.k8s.io-v1alpha2';
import validateNetworkPolicy from '../generated/networkpolicy.networking.k8s.io-v1';
import type { ShapeValidator } from './shape';

type Typed = Pick<Resource, 'apiVersion' | 'kind'>;

const CLUSTER_POLICIES: readonly { readonly known: KnownKind; readonly validate: ShapeValidator }[] = [
  { known: KINDS.AdminNetworkPolicy, validate: validateAdminPolicy },
  { known: KINDS.BaselineAdminNetworkPolicy, validate: validateBaseline },
  { known: KINDS.ClusterNetworkPolicy, validate: validateClusterPolicy },
];

/** AdminNetworkPolicy, BaselineAdminNetworkPolicy or ClusterNetworkPolicy. */
export function isClusterPolicy(resource: Typed): boolean {
  return CLUSTER_POLICIES.some(({ known }) => isKind(resource, known));
}

/** A NetworkPolicy, or one of those. */
export function isPolicy(resource: Typed): boolean {
  return isKind(resource, KINDS.NetworkPolicy) || isClusterPolicy(resource);
}

/** The compiled schema of the kind of a resource; that of NetworkPolicy for whatever is no other policy. */
export function validatorOf(resource: Typed): ShapeValidator {
  return CLUSTER_POLICIES.find(({ known }) => isKind(resource, known))?.validate ?? validateNetworkPolicy;
}
