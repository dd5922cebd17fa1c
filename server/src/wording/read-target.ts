/**
 * What a person names as a peer, found in the cluster: a workload, a Service (as `svc/…`, URL or host name),
 * addresses. Does not know policies, and looks nothing up outside the manifests.
 */
import type { NameContext, NamedTarget } from './named-target';
import { INGRESS_CONTROLLER_NAME } from './names';
import { findAddress } from './find-address';
import { isHostAndPort, readHost, readUrl } from './read-host';
import { readPort } from './read-port';
import { findService } from './find-service';
import { findWorkload } from './find-workload';
import { failure, success, type Reading } from './reading';

/** Finds what `text` names. Unknown and ambiguous names fail with a sentence that lists what may be meant. */
export function readTarget(text: string, context: NameContext): Reading<NamedTarget> {
  const name = text.trim();
  if (name === '') return failure('The name of a workload, Service or address is missing');
  if (name === INGRESS_CONTROLLER_NAME) return success({ target: { kind: 'ingress-controller' } });
  return (
    findAddress(name, context) ??
    readUrl(name, context) ??
    readService(name, context) ??
    (isHostAndPort(name) ? readHost(name, context) : findWorkload(name, context))
  );
}

/** `svc/namespace/name` or, in the context's namespace, `svc/name`; both may end in `:port`. */
function readService(text: string, context: NameContext): Reading<NamedTarget> | undefined {
  const match = /^(?:svc|services?)\/(?:(?<namespace>[^/:]+)\/)?(?<name>[^/:]+)(?::(?<port>.+))?$/u.exec(
    text,
  );
  if (match?.groups === undefined) return undefined;
  const { namespace = context.namespace, name = '', port } = match.groups;
  const service = findService({ namespace, name }, context);
  if (!service.ok || port === undefined) return service;
  const query = readPort(port);
  return query.ok ? success({ ...service.value, port: query.value }) : query;
}
