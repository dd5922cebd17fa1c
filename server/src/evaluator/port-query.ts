/**
 * The port of a question as a set of connections to one destination.
 */
import type { PortQuery } from './answers';
import { ConnectionSet } from './connection-set';
import { resolvePortName, type Site } from './site';

/** A number without a protocol is a TCP port, as people mean it. No query asks for everything. */
export function askedConnections(query: PortQuery | undefined, destination: Site): ConnectionSet {
  if (query === undefined) return ConnectionSet.ALL;
  const { port, protocol } = query;
  if (typeof port === 'number') return ConnectionSet.of(protocol ?? 'TCP', port);
  return resolvePortName(protocol === undefined ? { name: port } : { name: port, protocol }, destination);
}
