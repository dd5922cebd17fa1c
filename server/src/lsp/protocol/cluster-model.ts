/**
 * The cluster model as a text.
 */
import type { Location, Range } from './places';

/**
 * Request `podreach/clusterModel` (client → server), no parameters → `LinkedText`: all clusters as a Markdown document,
 * and what was left out of them and why.
 */
export const CLUSTER_MODEL_REQUEST = 'podreach/clusterModel';

export interface LinkedText {
  readonly text: string;
  readonly links: readonly TextLink[];
}

/** A piece of a text that leads somewhere. */
export interface TextLink {
  readonly range: Range;
  readonly target: Location;
}
