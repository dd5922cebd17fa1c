/**
 * Why a connection gets through or not, and what can be asked about.
 */
import type { OutlineResult } from './outline';
import type { Position } from './places';

/**
 * Request `podreach/explain` (client → server): `ExplainParams` → `ExplainResult | null`.
 * Null when the document is in no known cluster.
 */
export const EXPLAIN_REQUEST = 'podreach/explain';

export interface ExplainParams {
  /** A document or folder of the cluster that is meant. */
  readonly uri: string;
  /** As on the command line: `shop/cart[Deployment]`, an address, a CIDR, `ingress-controller`. */
  readonly from: string;
  /** As on the command line; also a Service, a host name or a URL. */
  readonly to: string;
  /** `80`, `53/UDP`, `http`. */
  readonly port?: string;
}

/** What was typed and cannot be found, in a sentence. */
export interface ExplainProblem {
  readonly kind: 'problem';
  readonly part: 'from' | 'to' | 'port';
  readonly message: string;
}

export type ExplainResult = OutlineResult | ExplainProblem;

/**
 * Request `podreach/explainDefaults` (client → server): `PlaceParams` → `ExplainDefaults`.
 * What is probably meant when a connection is to be explained at a place.
 */
export const EXPLAIN_DEFAULTS_REQUEST = 'podreach/explainDefaults';

export interface PlaceParams {
  readonly uri: string;
  readonly position: Position;
}

export interface ExplainDefaults {
  /** As in `ExplainParams`, the likeliest first. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly port?: string;
}

/**
 * Request `podreach/connectionPorts` (client → server): `ConnectionPortsParams` → `readonly OfferedPort[]`.
 * The ports that a connection to something is probably about; none where nothing is known.
 */
export const CONNECTION_PORTS_REQUEST = 'podreach/connectionPorts';

/** As in `ExplainParams`. */
export interface ConnectionPortsParams {
  readonly uri: string;
  readonly to: string;
}

export interface OfferedPort {
  /** As in `ExplainParams`. */
  readonly port: string;
  /** Its name and where it comes from: `http · declared by its containers`. */
  readonly about: string;
}
