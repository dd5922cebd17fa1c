/**
 * Reads protocols and port numbers.
 */
import type { Protocol } from '../evaluator/model';
import { isAbsent } from './json-value';

/** TCP when absent; undefined for what is no protocol. Case counts. */
export function readProtocol(value: unknown): Protocol | undefined {
  if (isAbsent(value)) return 'TCP';
  return value === 'TCP' || value === 'UDP' || value === 'SCTP' ? value : undefined;
}

/** A number that a port can have. */
export function isPortNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535;
}
