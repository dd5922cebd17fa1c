/**
 * A connection as a person asks about it, two ends and a port, found in the cluster. What cannot be found fails with a
 * sentence, and with the part that it is about.
 */
import type { Endpoint, Evaluator, PortQuery, Target } from '../evaluator/answers';
import type { NamedTarget, NameContext } from './named-target';
import { targetId } from './names';
import { list } from './quantities';
import { portText, readPort } from './read-port';
import { readTarget } from './read-target';
import { failure, success, type Reading } from './reading';

export interface WrittenConnection {
  readonly from: string;
  readonly to: string;
  readonly port?: string | undefined;
}

export interface AskedConnection {
  readonly source: Endpoint;
  readonly destination: Target;
  readonly port?: PortQuery;
}

export type ConnectionPart = keyof WrittenConnection;

export type ConnectionReading =
  | { readonly ok: true; readonly value: AskedConnection }
  | { readonly ok: false; readonly part: ConnectionPart; readonly message: string };

/** Reads source, destination and port, in this order; the first that cannot be read ends it. */
export function readConnection(
  { from, to, port }: WrittenConnection,
  context: NameContext,
  evaluator: Evaluator,
): ConnectionReading {
  const source = readSource(from, context, evaluator);
  if (!source.ok) return { ...source, part: 'from' };
  const client = clientNamespace(source.value);
  const names = { ...context, ...(client !== undefined && { clientNamespace: client }) };
  const destination = readTarget(to, names);
  if (!destination.ok) return { ...destination, part: 'to' };
  const asked = choosePort(port, destination.value);
  if (!asked.ok) return { ...asked, part: 'port' };
  const ends = { source: source.value, destination: destination.value.target };
  return { ok: true, value: { ...ends, ...(asked.value && { port: asked.value }) } };
}

/** The source of a connection: pods or addresses, since a Service opens no connections. */
function readSource(text: string, context: NameContext, evaluator: Evaluator): Reading<Endpoint> {
  const named = readTarget(text, context);
  if (!named.ok) return named;
  const { target, port } = named.value;
  if (port !== undefined) return failure('A port belongs to the destination: write it there');
  if (target.kind !== 'service') return success(target);
  const pods = evaluator.backends(target.service).map((workload) => targetId({ kind: 'workload', workload }));
  const instead = pods.length === 0 ? 'name a workload' : `name a workload behind it: ${list(pods, 'or')}`;
  return failure(`${targetId(target)} opens no connections; ${instead}`);
}

/** The port that was named on its own, or the one in the target's own name (`http://cart.shop:8080`). */
export function choosePort(
  written: string | undefined,
  { port: named }: Pick<NamedTarget, 'port'>,
): Reading<PortQuery | undefined> {
  if (written === undefined) return success(named);
  const wanted = readPort(written);
  if (!wanted.ok) return wanted;
  if (named !== undefined && named.port !== wanted.value.port) {
    return failure(
      `The port is ${portText(wanted.value)}, but the name says port ${portText(named)}: leave one out`,
    );
  }
  return success({ ...named, ...wanted.value });
}

/** Namespace of the pod that connects: host names without namespace are looked up in it. */
function clientNamespace(source: Target): string | undefined {
  return source.kind === 'workload' ? source.workload.namespace : undefined;
}
