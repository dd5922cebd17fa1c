/**
 * Policies of the tests, written as people write them and read as the program reads them.
 */
import type { Policy } from '../../../server/src/evaluator/model';
import {
  readAdminNetworkPolicy,
  readBaselineAdminNetworkPolicy,
} from '../../../server/src/manifests/admin-network-policy';
import { readClusterNetworkPolicy } from '../../../server/src/manifests/cluster-network-policy';
import type { ClusterPolicy } from '../../../server/src/manifests/cluster-policy';
import { readNetworkPolicy } from '../../../server/src/manifests/network-policy';
import { translateClusterPolicy } from '../../../server/src/workspace/translate-cluster-policy';
import { translateNetworkPolicy } from '../../../server/src/workspace/translate-network-policy';

const source = { file: 'test.yaml', resource: 0 };

interface Written {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

const CLUSTER_WIDE: Readonly<Record<string, (value: unknown) => ClusterPolicy | undefined>> = {
  AdminNetworkPolicy: readAdminNetworkPolicy,
  BaselineAdminNetworkPolicy: readBaselineAdminNetworkPolicy,
  ClusterNetworkPolicy: readClusterNetworkPolicy,
};

/** An empty document is no policy. */
export function readPolicy(value: Written | null): Policy[] {
  if (value === null) return [];
  const { kind, metadata } = value;
  const { namespace = 'default', name } = metadata;
  const read = CLUSTER_WIDE[kind];
  if (read === undefined) {
    return [translateNetworkPolicy(readNetworkPolicy(value), namespace, name, source)];
  }
  const policy = read(value);
  return policy === undefined ? [] : [translateClusterPolicy(policy, kind, name, source)];
}
