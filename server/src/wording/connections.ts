/**
 * Sets of connections as text. Knows ports and protocols only.
 */
import type { Answered } from '../evaluator/outcome';
import { MAX_PORT, MIN_PORT, type ConnectionSet, type PortRange } from '../evaluator/connection-set';

/** `all ports`, `80/TCP, 53/UDP`, `8000-8080/TCP`, `all UDP ports`, `no port`. */
export function connectionText(connections: ConnectionSet): string {
  const ranges = connections.toRanges();
  if (ranges === 'all') return 'all ports';
  return ranges.length === 0 ? 'no port' : ranges.map(rangeText).join(', ');
}

/** `80/TCP`, `80/TCP, perhaps all ports`, `perhaps all ports`: also what may get through, where rules cannot be decided. */
export function passingText({ allowed, possible }: Answered): string {
  if (possible === undefined) return connectionText(allowed);
  const perhaps = `perhaps ${connectionText(possible)}`;
  return allowed.hasNoPort() ? perhaps : `${connectionText(allowed)}, ${perhaps}`;
}

/** `80/TCP`, `8000-8080/TCP`, `all TCP ports`. */
export function rangeText({ protocol, port, endPort = port }: PortRange): string {
  if (port === MIN_PORT && endPort === MAX_PORT) return `all ${protocol} ports`;
  return port === endPort ? `${port}/${protocol}` : `${port}-${endPort}/${protocol}`;
}
