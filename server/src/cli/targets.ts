/**
 * The peers and ports that a command line names, found in the cluster; what cannot be found is wrong usage.
 */
import type { Endpoint, PortQuery, Target } from '../evaluator/answers';
import { targetId } from '../wording/names';
import type { NameContext, NamedTarget } from '../wording/named-target';
import { list } from '../wording/quantities';
import { portText, readPort } from '../wording/read-port';
import { readTarget } from '../wording/read-target';
import type { Reading } from '../wording/reading';
import { UsageError } from './io';
import type { LoadedCluster } from './load-cluster';

/** The value that was read, or the end of the command with the sentence that says why there is none. */
function valueOf<T>(reading: Reading<T>): T {
  if (!reading.ok) throw new UsageError(reading.message);
  return reading.value;
}

export function findTarget(text: string, context: NameContext): NamedTarget {
  return valueOf(readTarget(text, context));
}

/** The source of a connection: pods or addresses, since a Service opens no connections. */
export function findSource(text: string, context: NameContext, { snapshot }: LoadedCluster): Endpoint {
  const { target, port } = findTarget(text, context);
  if (port !== undefined)
    throw new UsageError('A port belongs to the destination: write it in --to or --port');
  if (target.kind !== 'service') return target;
  const pods = snapshot.evaluator
    .backends(target.service)
    .map((workload) => targetId({ kind: 'workload', workload }));
  const instead = pods.length === 0 ? 'name a workload' : `name a workload behind it: ${list(pods, 'or')}`;
  throw new UsageError(`${targetId(target)} opens no connections; ${instead}`);
}

/** The port that `--port` names, or the one in the target's own name (`http://cart.shop:8080`). */
export function findPort(option: string | undefined, named: PortQuery | undefined): PortQuery | undefined {
  if (option === undefined) return named;
  const wanted = valueOf(readPort(option));
  if (named !== undefined && named.port !== wanted.port) {
    throw new UsageError(
      `--port says ${portText(wanted)}, the name says port ${portText(named)}: leave one out`,
    );
  }
  return { ...named, ...wanted };
}

/** Namespace of the pod that connects: host names without namespace are looked up in it. */
export function clientNamespace(source: Target): string | undefined {
  return source.kind === 'workload' ? source.workload.namespace : undefined;
}
