/**
 * Answers in several lines, one below the other.
 */
import type { Location } from './places';

/** What a row is, for an icon beside it; its words say the same. */
export type OutlineMark =
  | 'allowed'
  | 'denied'
  | 'partly'
  /** A policy lets through only what some rule allows. */
  | 'isolated'
  /** Handed on: by a Service to its pods, by a tier to the next. */
  | 'passed'
  | 'nearly'
  | 'note'
  | 'added'
  | 'removed'
  | 'changed';

export interface OutlineRow {
  readonly label: string;
  /** What the label comes to, in a few words. */
  readonly detail?: string;
  /** The detail in fewer words, for rows that have little room. */
  readonly brief?: string;
  readonly mark?: OutlineMark;
  /** The line that the row speaks of. */
  readonly opens?: Location;
  readonly rows: readonly OutlineRow[];
}

/** An answer in several lines, one below the other. */
export interface OutlineResult {
  readonly kind: 'outline';
  /** The question: `web/front[Deployment] to svc/shop/cart on port 80`. */
  readonly title: string;
  /** The answer in a few words: `denied`, `2 added, 1 removed`. */
  readonly summary: string;
  readonly mark: OutlineMark;
  readonly rows: readonly OutlineRow[];
  /** As in `ReachResult`. */
  readonly basis: string;
}
