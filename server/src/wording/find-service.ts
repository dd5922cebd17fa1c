/**
 * A Service of the cluster by its namespace and name. Knows exact names only; syntax is read elsewhere.
 */
import type { Service } from '../evaluator/model';
import { serviceId } from './names';
import { didYouMean, nearNames } from './near-names';
import type { NameContext, NamedTarget } from './named-target';
import { failure, success, type Reading } from './reading';

/** Finds a Service; one that does not exist fails with the names nearest to it. */
export function findService(
  wanted: Pick<Service, 'namespace' | 'name'>,
  { cluster }: NameContext,
): Reading<NamedTarget> {
  const { namespace, name } = wanted;
  const service = cluster.services.find((known) => known.namespace === namespace && known.name === name);
  if (service !== undefined) return success({ target: { kind: 'service', service } });
  const near = nearNames(serviceId(wanted), cluster.services.map(serviceId));
  return failure(`No Service ${namespace}/${name} in the manifests${didYouMean(near)}`);
}
