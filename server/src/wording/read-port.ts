/**
 * A port as people write it: `80`, `80/TCP`, `53/udp`, `http`. Does not know whether anything listens there.
 */
import type { PortQuery, Target } from '../evaluator/answers';
import type { Protocol } from '../evaluator/model';
import { failure, success, type Reading } from './reading';

const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map([
  ['tcp', 'TCP'],
  ['udp', 'UDP'],
  ['sctp', 'SCTP'],
]);

/** Container port names (IANA service names): up to 15 lower-case letters, digits and dashes, one letter at least. */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** Reads a port number or name, with or without a protocol. */
export function readPort(text: string): Reading<PortQuery> {
  const [portText = '', protocolText, ...rest] = text.trim().split('/');
  const port = portNumberOrName(portText);
  if (port === undefined || rest.length > 0) {
    return failure(`"${text}" is not a port: write a number from 1 to 65535, 80/TCP, or a port name`);
  }
  if (protocolText === undefined) return success({ port });
  const protocol = PROTOCOLS.get(protocolText.toLowerCase());
  if (protocol === undefined) return failure(`"${protocolText}" is not a protocol: write TCP, UDP or SCTP`);
  return success({ port, protocol });
}

function portNumberOrName(text: string): number | string | undefined {
  if (/^\d+$/u.test(text)) return portNumber(text);
  return PORT_NAME.test(text) ? text : undefined;
}

function portNumber(digits: string): number | undefined {
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** `80/TCP`, `http`: a port query as it would be typed. */
export function portText({ port, protocol }: PortQuery): string {
  return protocol === undefined ? String(port) : `${port}/${protocol}`;
}

/** What was asked about: a number alone is one of TCP, but of a Service every port of that number is meant. */
export function askedPortText(query: PortQuery, destination: Target): string {
  const isOfTcp = typeof query.port === 'number' && destination.kind !== 'service';
  return portText(isOfTcp ? { protocol: 'TCP', ...query } : query);
}
