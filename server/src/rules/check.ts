/**
 * Runs all rules over one file and makes diagnostics of what they find: one fault, one diagnostic.
 * Knows the rules only through the registry, and no protocol.
 */
import type { ManifestFile, Resource } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { collectParts } from './api/policy-parts';
import { capped } from './cap';
import type { Diagnostic } from './diagnostic';
import { DEFAULT_ENGINE, type Engine } from './engines';
import { withoutRepetitions, type RuleFinding } from './one-fault-one-finding';
import { RULES } from './registry';
import type { Finding, Rule, RuleContext, Severity } from './rule';
import { silence } from './silence';

export type { Diagnostic };

export type RuleLevel = 'off' | Severity;

export interface CheckSettings {
  /** Levels that differ from the rules' own, by rule id. A level set here replaces every level of that rule. */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  /** `1.36`; the newest known when absent or not understood. */
  readonly kubernetesVersion?: string;
  /** What enforces the policies in the cluster; the API's own promises count when absent. */
  readonly engine?: Engine;
  /** The workspace holds all pods, namespaces and policies of the cluster: what is not in it does not exist. */
  readonly inventoryComplete?: boolean;
  /** Told of a rule that failed; its findings are missing, the others stand. */
  readonly onFailure?: (rule: string, error: unknown) => void;
}

/** Newest version of Kubernetes whose rules are known, as a minor version. */
export const NEWEST_KUBERNETES_MINOR = 37;

/** More diagnostics than this in one file help nobody. */
export const MAX_DIAGNOSTICS = 200;

/** All diagnostics of a file, in the order of the text. Never throws. */
export function checkFile(
  snapshot: Snapshot,
  file: ManifestFile,
  settings: CheckSettings = {},
): readonly Diagnostic[] {
  const rules = RULES.filter((rule) => isOn(rule, settings));
  const found = withoutRepetitions(findings(rules, snapshot, file, settings));
  const heard = silence(file, found, rules, (rule, produce) => guarded(rule, settings, produce));
  const diagnostics = heard.map((finding) => toDiagnostic(finding, file, settings));
  return capped(diagnostics.toSorted(compareDiagnostics), MAX_DIAGNOSTICS);
}

function isOn({ id, engines, offByDefault }: Rule, settings: CheckSettings): boolean {
  const { engine = DEFAULT_ENGINE } = settings;
  const level = levelOf(id, settings) ?? (offByDefault === true ? 'off' : undefined);
  return level !== 'off' && (engines === undefined || engines.includes(engine));
}

function findings(
  rules: readonly Rule[],
  snapshot: Snapshot,
  file: ManifestFile,
  settings: CheckSettings,
): readonly RuleFinding[] {
  const aboutFile = rules.flatMap((rule) =>
    guarded(rule, settings, () => rule.checkFile?.({ file, snapshot }) ?? []),
  );
  // Resource by resource, so that what was collected about one is gone before the next.
  const aboutResources = judged(file).flatMap((resource) =>
    resourceFindings(rules, contextOf(snapshot, file, resource, settings), settings),
  );
  return [...aboutFile, ...aboutResources];
}

function resourceFindings(
  rules: readonly Rule[],
  context: RuleContext,
  settings: CheckSettings,
): readonly RuleFinding[] {
  const { resource } = context;
  const isPolicy = isNetworkPolicy(resource);
  return rules
    .filter(({ check, appliesTo }) => check !== undefined && (appliesTo?.(resource) ?? isPolicy))
    .flatMap((rule) => guarded(rule, settings, () => rule.check?.(context) ?? [], resource));
}

function contextOf(
  snapshot: Snapshot,
  file: ManifestFile,
  resource: Resource,
  settings: CheckSettings,
): RuleContext {
  const kubernetesMinor = minorVersion(settings.kubernetesVersion);
  const { engine = DEFAULT_ENGINE, inventoryComplete: isInventoryComplete = false } = settings;
  const parts = collectParts(resource);
  return { snapshot, file, resource, kubernetesMinor, engine, isInventoryComplete, parts };
}

/** What could not be read whole is not judged: half a policy would raise faults that are none. */
function judged({ resources }: ManifestFile): readonly Resource[] {
  return resources.filter(
    ({ document }) => document.notJudged === undefined && document.problems.length === 0,
  );
}

function isNetworkPolicy({ apiVersion, kind }: Resource): boolean {
  return kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1';
}

/** A fault in one rule must not cost the findings of the others. */
function guarded(
  rule: Rule,
  { onFailure }: CheckSettings,
  produce: () => Iterable<Finding>,
  resource?: Resource,
): readonly RuleFinding[] {
  try {
    return Array.from(produce(), (finding) => ({ rule, finding, ...(resource && { resource }) }));
  } catch (error) {
    onFailure?.(rule.id, error);
    return [];
  }
}

function levelOf(id: string, { rules = {} }: CheckSettings): RuleLevel | undefined {
  return Object.hasOwn(rules, id) ? rules[id] : undefined;
}

function toDiagnostic(
  { rule, finding, resource }: RuleFinding,
  file: ManifestFile,
  settings: CheckSettings,
): Diagnostic {
  const level = levelOf(rule.id, settings);
  return {
    ...finding,
    code: rule.id,
    severity: level === undefined || level === 'off' ? (finding.severity ?? rule.severity) : level,
    document: resource?.document.index ?? documentAt(file, finding.range.start),
  };
}

function documentAt({ documents }: ManifestFile, offset: number): number {
  return documents.findLast(({ range }) => range.start <= offset)?.index ?? 0;
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
}

/** `1.36`, `v1.36.2`, `1.36+` → 36. */
function minorVersion(version: string | undefined): number {
  const minor = /^v?1\.(\d+)/u.exec(version ?? '')?.[1];
  return minor === undefined ? NEWEST_KUBERNETES_MINOR : Number(minor);
}
