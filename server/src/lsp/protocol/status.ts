/**
 * What the server tells about itself unasked, and how it is told to begin anew.
 */

/** Notification `podreach/status` (server → client): drives one status item. Sent whenever a field changes. */
export const STATUS_NOTIFICATION = 'podreach/status';

export interface ServerStatus {
  /** True while manifests are being read for the first time or after many changes. */
  readonly busy: boolean;
  readonly workloads: number;
  readonly namespaces: number;
  readonly policies: number;
  readonly files: number;
  /** What was left out and why, when something was: `40 files too large to read (podreach.limits.fileSize)`. */
  readonly limited?: string;
}

/** Notification `podreach/modelChanged` (server → client): answers given before may be different now. */
export const MODEL_CHANGED_NOTIFICATION = 'podreach/modelChanged';

/** Request `podreach/reload` (client → server), no parameters: forget what was read from disk and read it again. */
export const RELOAD_REQUEST = 'podreach/reload';
