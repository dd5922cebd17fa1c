/**
 * What a diagnostic rule is. One file a rule: id, default severity, documentation, check and fixes together.
 */
import type { ManifestFile, OffsetRange, Resource } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Class of the API server's error; absent for advice. */
export type Reason =
  'Required' | 'Invalid' | 'NotSupported' | 'Forbidden' | 'Unknown' | 'Duplicate' | 'TooLong';

export interface FixEdit {
  readonly range: OffsetRange;
  readonly newText: string;
}

export interface Fix {
  /** Starts with a verb and says the result. */
  readonly title: string;
  /** Edits in the file of the finding, not overlapping. */
  readonly edits: readonly FixEdit[];
  /** True only when exactly one fix keeps what the author most probably meant. */
  readonly preferred?: boolean;
  /** True when it cannot change which traffic is allowed. */
  readonly safe?: boolean;
}

export interface Finding {
  /** The smallest key or value that would have to change. */
  readonly range: OffsetRange;
  /** What the cluster will do, then what to write instead. */
  readonly message: string;
  /** Overrides the rule's default, e.g. for a lower confidence. */
  readonly severity?: Severity;
  readonly reason?: Reason;
  /** Dotted path as the API server would name it. */
  readonly field?: string;
  readonly related?: readonly {
    readonly file: string;
    readonly range: OffsetRange;
    readonly message: string;
  }[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  readonly fixes?: readonly Fix[];
}

export interface RuleDocumentation {
  readonly title: string;
  /** What the cluster does with it. */
  readonly clusterDoes: string;
  readonly meant: string;
  readonly bad: string;
  readonly good: string;
  readonly link?: string;
}

export interface RuleContext {
  readonly file: ManifestFile;
  readonly resource: Resource;
  readonly snapshot: Snapshot;
}

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly documentation: RuleDocumentation;
  check(context: RuleContext): Iterable<Finding>;
}
