/**
 * What a check of a file says: findings with their rule and final severity. Knows no protocol.
 */
import type { Finding, Severity } from './rule';

/** A finding with everything a reader needs to show it. Ranges are offsets into the file's text. */
export interface Diagnostic extends Finding {
  /** Id of the rule. */
  readonly code: string;
  readonly severity: Severity;
  /** Index of the document in the file. */
  readonly document: number;
}
