/**
 * The peers and ports that a command line names, found in the cluster; what cannot be found is wrong usage.
 */
import type { PortQuery } from '../evaluator/answers';
import type { NameContext, NamedTarget } from '../wording/named-target';
import {
  choosePort,
  readConnection,
  type AskedConnection,
  type WrittenConnection,
} from '../wording/read-connection';
import { readTarget } from '../wording/read-target';
import { UsageError } from './io';
import type { LoadedCluster } from './load-cluster';

/** The value that was read, or the end of the command with the sentence that says why there is none. */
function valueOf<T>(
  reading: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string },
): T {
  if (!reading.ok) throw new UsageError(reading.message);
  return reading.value;
}

/** What a peer on the command line names. One that cannot be found ends the verb with status 2. */
export function findTarget(text: string, context: NameContext): NamedTarget {
  return valueOf(readTarget(text, context));
}

/** The port that `--port` names, or the one in the target's own name (`http://cart.shop:8080`). */
export function findPort(option: string | undefined, target: NamedTarget): PortQuery | undefined {
  return valueOf(choosePort(option, target));
}

/** The two ends and the port of one connection. What cannot be found ends the verb with status 2. */
export function findConnection(
  written: WrittenConnection,
  context: NameContext,
  { snapshot }: LoadedCluster,
): AskedConnection {
  return valueOf(readConnection(written, context, snapshot.evaluator));
}
