/**
 * Services as clients call them: URLs and host names of the cluster's DNS. Asks no DNS; only names that the
 * manifests give to Services mean something.
 */
import type { Protocol } from '../evaluator/model';
import { findService } from './find-service';
import { findAddress } from './find-address';
import { readPort } from './read-port';
import type { NameContext, NamedTarget } from './named-target';
import { failure, success, type Reading } from './reading';

/** Ports that a URL without port means. */
const SCHEME_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['ws', 80],
  ['https', 443],
  ['wss', 443],
]);

const SCHEME_PROTOCOLS: ReadonlyMap<string, Protocol> = new Map([
  ['udp', 'UDP'],
  ['sctp', 'SCTP'],
]);

/** `scheme://host:port/…`; undefined for what is no URL. */
export function readUrl(text: string, context: NameContext): Reading<NamedTarget> | undefined {
  const match = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(?<authority>[^/?#]*)/iu.exec(text);
  if (match?.groups === undefined) return undefined;
  const { scheme = '', authority = '' } = match.groups;
  const found = readHost(authority, context);
  if (!found.ok) return found;
  const port = found.value.port?.port ?? SCHEME_PORTS.get(scheme.toLowerCase());
  if (port === undefined) return found;
  const protocol = SCHEME_PROTOCOLS.get(scheme.toLowerCase()) ?? 'TCP';
  return success({ ...found.value, port: { port, protocol } });
}

/** True for what can only be a host: it has dots, a port, or brackets, and no slash but that of `:53/UDP`. */
export function isHostAndPort(text: string): boolean {
  const host = text.includes(':') ? text.replace(/\/(?:tcp|udp|sctp)$/iu, '') : text;
  return /[.:]/u.test(host) && !host.includes('/');
}

/** `name.namespace:port`, `name.namespace:53/UDP`, `name.namespace.svc.cluster.local`, `192.0.2.1:80`, `[2001:db8::1]:80`. */
export function readHost(text: string, context: NameContext): Reading<NamedTarget> {
  const match = /^(?:\[(?<address>.*)\]|(?<name>[^:]*))(?::(?<port>.*))?$/u.exec(text);
  if (match?.groups === undefined) return failure(`"${text}" is not a host name`);
  const { address, name = '', port } = match.groups;
  const found = address === undefined ? findHost(name, context) : findBracketed(address, context);
  if (!found.ok || port === undefined) return found;
  const query = readPort(port);
  return query.ok ? success({ ...found.value, port: query.value }) : query;
}

function findBracketed(text: string, context: NameContext): Reading<NamedTarget> {
  return findAddress(text, context) ?? failure(`"${text}" is not an IP address`);
}

function findHost(host: string, context: NameContext): Reading<NamedTarget> {
  const address = findAddress(host, context);
  if (address !== undefined) return address;
  const labels = host.toLowerCase().replace(/\.$/u, '').split('.');
  // What follows `svc` is the cluster's domain, which each cluster may choose.
  const [name = '', namespace = context.clientNamespace ?? context.namespace, svc = 'svc'] = labels;
  if (svc !== 'svc') return notInCluster(host);
  return findService({ namespace, name }, context);
}

function notInCluster(host: string): Reading<never> {
  return failure(
    `${host} is not the name of a Service (name.namespace.svc.cluster.local), and other names are not looked up: ask with an address`,
  );
}
