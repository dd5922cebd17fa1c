/**
 * Parameters of our own requests. Any client, and any extension through a command, may send anything.
 */
import type {
  ChangesParams,
  CheckParams,
  CommittedFile,
  CommittedParams,
  CommittedState,
  ConnectionPortsParams,
  ExplainParams,
  MapParams,
  PlaceParams,
  Position,
  ReachParams,
  TargetsParams,
} from './protocol';

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
export function readScope(raw: unknown): TargetsParams & CheckParams & MapParams {
  return isRecord(raw) && typeof raw['uri'] === 'string' ? { uri: raw['uri'] } : {};
}

export function readExplainParams(raw: unknown): ExplainParams | undefined {
  if (!isRecord(raw)) return undefined;
  const { uri, from, to, port } = raw;
  if (typeof uri !== 'string' || typeof from !== 'string' || typeof to !== 'string') return undefined;
  return { uri, from, to, ...(typeof port === 'string' && { port }) };
}

export function readConnectionPortsParams(raw: unknown): ConnectionPortsParams | undefined {
  if (!isRecord(raw)) return undefined;
  const { uri, to } = raw;
  return typeof uri === 'string' && typeof to === 'string' ? { uri, to } : undefined;
}

export function readPlaceParams(raw: unknown): PlaceParams | undefined {
  if (!isRecord(raw)) return undefined;
  const { uri, position } = raw;
  return typeof uri === 'string' && isPosition(position) ? { uri, position } : undefined;
}

export function readChangesParams(raw: unknown): ChangesParams | undefined {
  if (!isRecord(raw)) return undefined;
  const { uri, since, target } = raw;
  if (typeof uri !== 'string' || (since !== 'saved' && since !== 'HEAD')) return undefined;
  return { uri, since, ...(typeof target === 'string' && { target }) };
}

/** What is no repository or no file of one is left out. */
export function readCommittedParams(raw: unknown): CommittedParams {
  return { repositories: listIn(raw, 'repositories').flatMap(readCommittedState) };
}

function readCommittedState(raw: unknown): readonly CommittedState[] {
  if (!isRecord(raw) || typeof raw['root'] !== 'string') return [];
  return [{ root: raw['root'], files: listIn(raw, 'files').flatMap(readCommittedFile) }];
}

function readCommittedFile(raw: unknown): readonly CommittedFile[] {
  if (!isRecord(raw)) return [];
  const { uri, text } = raw;
  return typeof uri === 'string' && (typeof text === 'string' || text === null) ? [{ uri, text }] : [];
}

function listIn(raw: unknown, key: string): readonly unknown[] {
  const list: unknown = isRecord(raw) ? raw[key] : undefined;
  return Array.isArray(list) ? list : [];
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
