/**
 * Reads what commands are called with: by lenses, menus, rows of the view, other extensions. None of it is trusted.
 */
import type {
  ChangesParams,
  ExplainParams,
  Location,
  LocationsArgument,
  Position,
  Range,
  ReachParams,
} from '../../server/src/lsp/protocol';

/** Where a question is asked from, without its direction. */
export type Place = Omit<ReachParams, 'direction'>;

/** Undefined when the value is no `ReachParams`. */
export function readReachParams(value: unknown): ReachParams | undefined {
  if (!isRecord(value)) return undefined;
  const { direction } = value;
  if (direction !== 'to' && direction !== 'from') return undefined;
  const place = readPlace(value);
  return place && { direction, ...place };
}

/** A place, or something that carries one as `place`; undefined when there is none, as from the palette. */
export function readPlace(value: unknown): Place | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, target, position, place } = value;
  if (place !== undefined) return readPlace(place);
  if (typeof uri !== 'string') return undefined;
  if (typeof target === 'string') return { uri, target };
  return isPosition(position) ? { uri, position } : undefined;
}

/** Undefined when the value is no `ExplainParams`. */
export function readExplainParams(value: unknown): ExplainParams | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, from, to, port } = value;
  if (typeof uri !== 'string' || typeof from !== 'string' || typeof to !== 'string') return undefined;
  return { uri, from, to, ...(typeof port === 'string' ? { port } : {}) };
}

/** Undefined when the value is no `ChangesParams`. */
export function readChangesParams(value: unknown): ChangesParams | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, since, target } = value;
  if (typeof uri !== 'string' || (since !== 'saved' && since !== 'HEAD')) return undefined;
  return { uri, since, ...(typeof target === 'string' ? { target } : {}) };
}

/** Undefined when the value is no `LocationsArgument`. */
export function readLocationsArgument(value: unknown): LocationsArgument | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, position, locations } = value;
  if (typeof uri !== 'string' || !isPosition(position)) return undefined;
  return Array.isArray(locations) && locations.every(isLocation) ? { uri, position, locations } : undefined;
}

function isLocation(value: unknown): value is Location {
  return isRecord(value) && typeof value['uri'] === 'string' && isRange(value['range']);
}

function isRange(value: unknown): value is Range {
  return isRecord(value) && isPosition(value['start']) && isPosition(value['end']);
}

function isPosition(value: unknown): value is Position {
  return isRecord(value) && typeof value['line'] === 'number' && typeof value['character'] === 'number';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
