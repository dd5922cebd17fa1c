/**
 * Parameters of our own requests. Any client, and any extension through a command, may send anything.
 */
import type { CheckParams, Position, ReachParams, TargetsParams } from './protocol';

/** Undefined for what is no question. */
export function readReachParams(raw: unknown): ReachParams | undefined {
  if (!isRecord(raw)) return undefined;
  const { direction, uri, position, target, name } = raw;
  if (typeof uri !== 'string' || (direction !== 'to' && direction !== 'from')) return undefined;
  return {
    direction,
    uri,
    ...(isPosition(position) && { position }),
    ...(typeof target === 'string' && { target }),
    ...(typeof name === 'string' && { name }),
  };
}

/** Of questions about a document, a folder, or everything. */
export function readScope(raw: unknown): TargetsParams & CheckParams {
  return isRecord(raw) && typeof raw['uri'] === 'string' ? { uri: raw['uri'] } : {};
}

function isPosition(value: unknown): value is Position {
  return isRecord(value) && isNumber(value['line']) && isNumber(value['character']);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
