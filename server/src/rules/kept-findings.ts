/**
 * What the rules found in the objects of a file when it was last checked, and what they looked at for it. After a
 * change, only those rules run again that looked at something that changed. Knows no single rule.
 */
import type { Policy } from '../evaluator/model';
import type { ManifestFile, Resource } from '../manifests/document';
import { differences, type MayDiffer } from '../workspace/differences';
import { isEmpty, observed, observedFile, reading, type Reads } from '../workspace/reads';
import type { Snapshot } from '../workspace/snapshot';
import { lineBreak } from './fixes/layout';
import { placeFinding, type PlacedFinding } from './placed-finding';
import type { Finding, Rule } from './rule';

/** A file in its workspace. */
export interface Scene {
  readonly snapshot: Snapshot;
  readonly file: ManifestFile;
}

/** One object, and what is to be done with it. */
export interface ObjectCheck {
  readonly rules: readonly Rule[];
  /** The findings of a rule; undefined when it failed. */
  run(rule: Rule): readonly Finding[] | undefined;
}

export interface ObjectFinding {
  readonly resource: Resource;
  readonly rule: Rule;
  readonly finding: Finding;
}

export interface ObjectsToCheck {
  readonly resources: readonly Resource[];
  /** What else the rules go by: with another one, nothing that was found before counts. */
  readonly settings: string;
  /** Of an object as it is seen in this scene, which may only be looked at while one of the rules runs. */
  checkOf(resource: Resource, seen: Scene): ObjectCheck;
}

/** For one file, over any number of checks. */
export interface KeptFindings {
  /** The findings in these objects of the file as it is now: those of one object together, in the order of the rules. */
  check(scene: Scene, objects: ObjectsToCheck): readonly ObjectFinding[];
}

/** What a rule found, and may find again. Without `findings` it has to be asked again. */
interface Told {
  readonly rule: Rule;
  readonly reads: Reads;
  readonly findings: readonly PlacedFinding[] | undefined;
}

interface Kept {
  readonly value: Resource['value'];
  readonly policy: Policy | undefined;
  readonly surroundings: string;
  /** Rules that neither found anything nor looked around are left out: they say the same of the same text. */
  readonly told: readonly Told[];
}

interface Check {
  readonly snapshot: Snapshot;
  readonly settings: string;
  /** By the number of the object. */
  readonly kept: ReadonlyMap<number, Kept>;
}

const NOTHING: ReadonlyMap<number, Kept> = new Map();

export function createKeptFindings(): KeptFindings {
  let last: Check | undefined;
  return {
    check(scene, objects) {
      const before = last?.settings === objects.settings ? last : undefined;
      const known = before?.kept ?? NOTHING;
      const mayDiffer = before ? differences(before.snapshot, scene.snapshot) : () => true;
      const kept = new Map<number, Kept>();
      const found: ObjectFinding[] = [];
      const surroundings = surroundingsOf(scene.file);
      for (const resource of objects.resources) {
        const object = { scene, resource, objects, surroundings: surroundings(resource) };
        const now = checked(object, known.get(resource.index), mayDiffer);
        kept.set(resource.index, now.kept);
        found.push(...now.found);
      }
      last = { snapshot: scene.snapshot, settings: objects.settings, kept };
      return found;
    },
  };
}

interface ObjectAtHand {
  readonly scene: Scene;
  readonly resource: Resource;
  readonly objects: ObjectsToCheck;
  readonly surroundings: string;
}

interface Checked {
  readonly kept: Kept;
  readonly found: readonly ObjectFinding[];
}

function checked(object: ObjectAtHand, before: Kept | undefined, mayDiffer: MayDiffer): Checked {
  const { scene, resource, surroundings } = object;
  const { value } = resource;
  const policy = scene.snapshot.policyOf(scene.file, resource);
  const isSame = before?.value === value && before.policy === policy && before.surroundings === surroundings;
  const check = seenOnce(object);
  const results = isSame
    ? before.told.map((told) => recalled(object, told, mayDiffer) ?? asked(object, told.rule, check()))
    : check().rules.map((rule) => asked(object, rule, check()));
  const isUnchanged = isSame && results.every(({ told }, nth) => told === before.told[nth]);
  return {
    kept: isUnchanged ? before : { value, policy, surroundings, told: results.flatMap(worthKeeping) },
    found: results.flatMap(({ told: { rule }, findings }) =>
      findings.map((finding) => ({ resource, rule, finding })),
    ),
  };
}

/** What the same document can be told apart by: fixes keep to the line breaks of the file, and to its end. */
function surroundingsOf({ text }: ManifestFile): (resource: Resource) => string {
  const breaks = lineBreak(text);
  return ({ document }) => (document.range.end === text.length ? `${breaks}, last` : breaks);
}

function seenOnce({ scene, resource, objects }: ObjectAtHand): () => ObjectCheck {
  let made: ObjectCheck | undefined;
  return () => {
    const seen = { snapshot: observed(scene.snapshot), file: observedFile(scene.file) };
    return (made ??= objects.checkOf(resource, seen));
  };
}

interface Result {
  readonly told: Told;
  readonly findings: readonly Finding[];
}

function recalled({ scene }: ObjectAtHand, told: Told, mayDiffer: MayDiffer): Result | undefined {
  if (told.findings === undefined || mayDiffer(told.reads)) return undefined;
  const findings = told.findings.map((placed) => placed(scene.snapshot.files));
  return findings.includes(undefined)
    ? undefined
    : { told, findings: findings.filter((finding) => finding !== undefined) };
}

function asked({ scene: { file, snapshot } }: ObjectAtHand, rule: Rule, check: ObjectCheck): Result {
  const { value, reads } = reading(() => check.run(rule));
  const placed = value?.map((finding) => placeFinding(finding, file, snapshot.files));
  const findings = placed?.includes(undefined) ? undefined : placed?.filter((one) => one !== undefined);
  return { told: { rule, reads, findings }, findings: value ?? [] };
}

function worthKeeping({ told }: Result): readonly Told[] {
  return told.findings?.length === 0 && isEmpty(told.reads) ? [] : [told];
}
