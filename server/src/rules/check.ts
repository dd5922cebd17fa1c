/**
 * Runs all rules over one file and makes diagnostics of what they find: one fault, one diagnostic.
 * Knows the rules only through the registry, and no protocol.
 */
import type { ManifestDocument, ManifestFile, Resource } from '../manifests/document';
import { createBoundedMap, type BoundedMap } from '../manifests/bounded-map';
import { documentAt } from '../manifests/document-at';
import { isEmpty, observed, reading } from '../workspace/reads';
import type { Snapshot } from '../workspace/snapshot';
import { perObject } from './api/computed-once';
import { collectParts } from './api/policy-parts';
import { capped } from './cap';
import type { Diagnostic } from './diagnostic';
import { DEFAULT_ENGINE, type Engine } from './engines';
import type { KeptFindings, ObjectCheck, Scene } from './kept-findings';
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
  /** Addresses of the nodes; unknown when absent. */
  readonly nodeCIDRs?: readonly string[];
  /** Told of a rule that failed; its findings are missing, the others stand. */
  readonly onFailure?: (rule: string, error: unknown) => void;
  /** Another check of this file by schema speaks of the shape of its NetworkPolicies. */
  readonly shapeCheckedElsewhere?: boolean;
  /** Only what can be told from the file alone, and stands whatever else there is. */
  readonly ownOnly?: boolean;
  /** What was found in this file before, for one that is checked again and again. */
  readonly kept?: KeptFindings;
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
  const rules = rulesOf(settings);
  const seen = settings.ownOnly === true ? observed(snapshot) : snapshot;
  const found = withoutRepetitions(findings(rules, seen, file, settings));
  const all = { rules: rules.all, areAllFound: settings.ownOnly !== true };
  const heard = silence(file, found, all, (rule, produce) => guarded(rule, settings, produce));
  const wanted = heard.filter((one) => isWanted(one, settings));
  const diagnostics = wanted.map((finding) => toDiagnostic(finding, file, settings));
  const shown = capped(diagnostics.toSorted(compareDiagnostics), MAX_DIAGNOSTICS);
  return file.documents.some(({ body }) => body.hasUnusualLineEnds) ? shown.map(withoutFixes) : shown;
}

/** Edits count lines by their line feeds. */
function withoutFixes(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, fixes: [] };
}

function isWanted(found: RuleFinding, { shapeCheckedElsewhere, ownOnly }: CheckSettings): boolean {
  return (shapeCheckedElsewhere !== true || isOnlyOurs(found)) && (ownOnly !== true || found.isOwn === true);
}

/** Schemas of other policy kinds are not to be counted on: few tools have them. */
function isOnlyOurs({ finding, resource }: RuleFinding): boolean {
  return finding.shape !== true || resource === undefined || !isNetworkPolicy(resource);
}

/** The rules that speak, by what they look at: most look at NetworkPolicies, and many files hold none. */
interface ActiveRules {
  readonly all: readonly Rule[];
  readonly ofFiles: readonly Rule[];
  readonly ofPolicies: readonly Rule[];
  readonly ofOthers: readonly Rule[];
  /** Those of a kind of resources, by its name: a folder has thousands of few kinds. */
  readonly byKind: BoundedMap<readonly Rule[]>;
}

/** So many kinds are remembered: a person who types one has written many. */
const MOST_KINDS = 100;

const rulesOf = perObject((settings: CheckSettings): ActiveRules => {
  const all = RULES.filter((rule) => isOn(rule, settings));
  const ofResources = all.filter(({ check }) => check !== undefined);
  return {
    all,
    ofFiles: all.filter(({ checkFile: looksAtFile }) => looksAtFile !== undefined),
    ofPolicies: ofResources,
    ofOthers: ofResources.filter(({ appliesTo }) => appliesTo !== undefined),
    byKind: createBoundedMap(MOST_KINDS),
  };
});

function isOn({ id, engines, offByDefault }: Rule, settings: CheckSettings): boolean {
  const { engine = DEFAULT_ENGINE } = settings;
  const level = levelOf(id, settings) ?? (offByDefault === true ? 'off' : undefined);
  return level !== 'off' && (engines === undefined || engines.includes(engine));
}

function findings(
  rules: ActiveRules,
  snapshot: Snapshot,
  file: ManifestFile,
  settings: CheckSettings,
): readonly RuleFinding[] {
  const aboutFile = rules.ofFiles.flatMap((rule) =>
    guarded(rule, settings, () => rule.checkFile?.({ file, snapshot }) ?? []),
  );
  return [...aboutFile, ...aboutResources(rules, { snapshot, file }, settings)];
}

function aboutResources(rules: ActiveRules, scene: Scene, settings: CheckSettings): readonly RuleFinding[] {
  const checkOf = (resource: Resource, seen: Scene): ObjectCheck => {
    const context = contextOf(seen, resource, settings);
    return {
      rules: rulesFor(resource, rules),
      run: (rule) => outcome(rule, settings, () => rule.check?.(context) ?? []),
    };
  };
  if (settings.kept !== undefined) {
    return settings.kept.check(scene, { in: judged, settings: settingsKey(rules.all, settings), checkOf });
  }
  // Resource by resource, so that what was collected about one is gone before the next.
  return scene.file.documents.flatMap(judged).flatMap((resource) => {
    const check = checkOf(resource, scene);
    return check.rules.flatMap((rule) =>
      foundBy(rule, () => check.run(rule)).map((found) => ({ ...found, resource })),
    );
  });
}

function rulesFor(resource: Resource, { ofPolicies, ofOthers, byKind }: ActiveRules): readonly Rule[] {
  const kind = `${resource.apiVersion} ${resource.kind}`;
  const known = byKind.get(kind);
  if (known !== undefined) return known;
  const rules = (isNetworkPolicy(resource) ? ofPolicies : ofOthers).filter(
    ({ appliesTo }) => appliesTo?.(resource) ?? true,
  );
  byKind.set(kind, rules, 1);
  return rules;
}

/** All that a rule goes by besides manifests. */
function settingsKey(
  rules: readonly Rule[],
  { kubernetesVersion, engine, inventoryComplete, nodeCIDRs }: CheckSettings,
): string {
  return JSON.stringify([rules.map(({ id }) => id), kubernetesVersion, engine, inventoryComplete, nodeCIDRs]);
}

function contextOf({ snapshot, file }: Scene, resource: Resource, settings: CheckSettings): RuleContext {
  const kubernetesMinor = minorVersion(settings.kubernetesVersion);
  const {
    engine = DEFAULT_ENGINE,
    inventoryComplete: isInventoryComplete = false,
    nodeCIDRs = [],
  } = settings;
  const parts = collectParts(resource);
  return { snapshot, file, resource, kubernetesMinor, engine, isInventoryComplete, nodeCIDRs, parts };
}

/** What could not be read whole is not judged: half a policy would raise faults that are none. */
function judged({ isRelevant, notJudged, problems, resources }: ManifestDocument): readonly Resource[] {
  return isRelevant && notJudged === undefined && problems.length === 0 ? resources : [];
}

function isNetworkPolicy({ apiVersion, kind }: Resource): boolean {
  return kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1';
}

/** What a rule finds about the file as a whole. */
function guarded(
  rule: Rule,
  settings: CheckSettings,
  produce: () => Iterable<Finding>,
): readonly RuleFinding[] {
  return foundBy(rule, () => outcome(rule, settings, produce));
}

function foundBy(rule: Rule, run: () => readonly Finding[] | undefined): readonly RuleFinding[] {
  const { value = [], reads } = reading(run);
  const isOwn = isEmpty(reads);
  return value.map((finding) => ({ rule, finding, isOwn }));
}

/** A fault in one rule must not cost the findings of the others. */
function outcome(
  rule: Rule,
  { onFailure }: CheckSettings,
  produce: () => Iterable<Finding>,
): readonly Finding[] | undefined {
  try {
    return Array.from(produce());
  } catch (error) {
    onFailure?.(rule.id, error);
    return undefined;
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
    document: (resource?.document ?? documentAt(file.documents, finding.range.start))?.index ?? 0,
  };
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
