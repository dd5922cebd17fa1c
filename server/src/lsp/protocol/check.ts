/**
 * The findings in many files at once.
 */
import type { Range } from './places';

/**
 * Request `podreach/check` (client → server): `CheckParams` → `readonly CheckedFile[]`.
 * The findings of files, open or not, by their names; files without any are left out.
 */
export const CHECK_REQUEST = 'podreach/check';

export interface CheckParams {
  /** A document, or a folder and everything below it. Absent: all that is known. */
  readonly uri?: string;
}

export interface CheckedFile {
  readonly uri: string;
  readonly findings: readonly CheckFinding[];
}

export interface CheckFinding {
  readonly range: Range;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** Id of the rule. */
  readonly code: string;
  readonly message: string;
}
