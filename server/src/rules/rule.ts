/**
 * What a diagnostic rule is. One file a rule: id, default severity, documentation, check and fixes together.
 */
import type { ManifestFile, OffsetRange, Resource } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import type { PolicyParts } from './api/policy-parts';
import type { Engine } from './engines';

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
  /**
   * It rests on something not being there, in the object of `field` or at it. Then a key in that object which nobody
   * knows probably is the missing thing, misspelt, and the finding would repeat that one.
   */
  readonly missing?: true;
  /**
   * Any check of the object by its schema says it, too, and Podreach knows no more: it is left out where the editor has
   * such a check already.
   */
  readonly shape?: true;
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
  readonly parts: PolicyParts;
  /** Minor version of Kubernetes 1.x whose API server is meant; for rules that came or went with a version. */
  readonly kubernetesMinor: number;
  /** What enforces the policies; `kubernetes` when nothing but the API is to be counted on. */
  readonly engine: Engine;
  /** Addresses of the nodes, as somebody declared; empty where nobody did. */
  readonly nodeCIDRs: readonly string[];
  /** Whether the workspace holds all pods, namespaces and policies there are, as somebody declared. */
  readonly isInventoryComplete: boolean;
}

export interface FileContext {
  readonly file: ManifestFile;
  readonly snapshot: Snapshot;
}

/** For rules about the `podreach-ignore` comments themselves. */
export interface CommentContext {
  readonly file: ManifestFile;
  readonly knownIds: ReadonlySet<string>;
  /** Mentions of rules that were looked for, and silenced no finding. */
  readonly idle: readonly IgnoredRule[];
  readonly mentions: readonly IgnoredRule[];
}

/** One rule id in a `podreach-ignore` comment. */
export interface IgnoredRule {
  readonly id: string;
  readonly range: OffsetRange;
  /** The comment as a whole, for fixes that remove it. */
  readonly comment: OffsetRange;
  /** Line (0-based) whose findings are silenced; absent for the whole file. */
  readonly line?: number;
}

export interface Rule {
  /** Kebab-case, equal to the name of its file; never renamed. */
  readonly id: string;
  readonly severity: Severity;
  readonly documentation: RuleDocumentation;
  /** Which kinds of resources `check` is shown. Absent: NetworkPolicies of `networking.k8s.io/v1`. */
  readonly appliesTo?: (resource: Pick<Resource, 'apiVersion' | 'kind'>) => boolean;
  /** It speaks only where one of these enforces the policies. Absent: wherever policies are valid. */
  readonly engines?: readonly Engine[];
  /** Too noisy for most: it speaks only where the settings give it a level. */
  readonly offByDefault?: true;
  /** Keeps quiet where another rule reports the same reason at the same field: that rule knows more. */
  readonly fallback?: true;
  readonly check?: (context: RuleContext) => Iterable<Finding>;
  /** Looks at a file as a whole, resources or not. */
  readonly checkFile?: (context: FileContext) => Iterable<Finding>;
  readonly checkComments?: (context: CommentContext) => Iterable<Finding>;
}
