/**
 * What the rules found in the documents of a file when it was last checked, and what they looked at for it. After a
 * change, only those rules run again that looked at something that changed. Knows no single rule.
 */
import { differingPart } from '../evaluator/differing-part';
import type { ManifestDocument, ManifestFile, Resource } from '../manifests/document';
import { differences, type MayDiffer } from '../workspace/differences';
import { isEmpty, observed, observedFile, reading, together, type Reads } from '../workspace/reads';
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
  /** Those of a document: as many as before, as long as it holds the same. */
  in(document: ManifestDocument): readonly Resource[];
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

/** What a rule found in an object, and may find again. Without `findings` it has to be asked again. */
interface Told {
  /** The place of the object among those of its document. */
  readonly nth: number;
  readonly rule: Rule;
  readonly reads: Reads;
  readonly findings: readonly PlacedFinding[] | undefined;
}

/** What was told of a document. */
interface Kept {
  readonly surroundings: string;
  /** Rules that neither found anything nor looked around are left out: they say the same of the same text. */
  readonly told: readonly Told[];
  /** All that was read for it. */
  readonly reads: Reads;
  /** Those that found something, or failed. */
  readonly loud: readonly Told[];
}

interface Check {
  readonly snapshot: Snapshot;
  readonly settings: string;
  readonly documents: readonly ManifestDocument[];
  /** Of each document. */
  readonly kept: readonly Kept[];
}

export function createKeptFindings(): KeptFindings {
  let last: Check | undefined;
  return {
    check(scene, objects) {
      const before = last?.settings === objects.settings ? last : undefined;
      const { documents } = scene.file;
      const known = keptBefore(before, documents);
      const mayDiffer = before ? differences(before.snapshot, scene.snapshot) : () => true;
      const surroundings = surroundingsOf(scene.file);
      const seen = { snapshot: observed(scene.snapshot), file: observedFile(scene.file) };
      const found: ObjectFinding[] = [];
      const kept = documents.map((document, nth) => {
        const before = known(nth);
        const around = surroundings(document);
        const isAffected = before?.surroundings !== around || mayDiffer(before.reads);
        if (!isAffected && before.loud.length === 0) return before;
        const at = { scene, seen, objects, document, surroundings: around };
        const now = (isAffected ? undefined : foundAgain(at, before)) ?? checked(at, before, mayDiffer);
        found.push(...now.found);
        return now.kept;
      });
      last = { snapshot: scene.snapshot, settings: objects.settings, documents, kept };
      return found;
    },
  };
}

/** What was told of each document that holds what it held before, by its place now. */
function keptBefore(
  before: Check | undefined,
  documents: readonly ManifestDocument[],
): (nth: number) => Kept | undefined {
  if (before === undefined) return () => undefined;
  const part = differingPart(before.documents, documents, (a, b) => a?.body === b?.body);
  return (nth) => {
    if (nth >= part.start && nth < part.newEnd) return undefined;
    return before.kept[nth < part.start ? nth : nth - part.newEnd + part.oldEnd];
  };
}

/** What the same document can be told apart by: fixes keep to the line breaks of the file, and to its end. */
function surroundingsOf({ text }: ManifestFile): (document: ManifestDocument) => string {
  const breaks = lineBreak(text);
  return ({ range }) => (range.end === text.length ? `${breaks}, last` : breaks);
}

interface DocumentAtHand {
  readonly scene: Scene;
  /** The scene for rules, whose looks count. */
  readonly seen: Scene;
  readonly objects: ObjectsToCheck;
  readonly document: ManifestDocument;
  readonly surroundings: string;
}

interface Checked {
  readonly kept: Kept;
  readonly found: readonly ObjectFinding[];
}

/** What was found before, where it stands now. Undefined when some rule has to be asked again. */
function foundAgain(at: DocumentAtHand, before: Kept): Checked | undefined {
  const results: Result[] = [];
  for (const told of before.loud) {
    const findings = recalled(at, told);
    if (findings === undefined) return undefined;
    results.push({ told, findings });
  }
  return { kept: before, found: foundIn(at, results) };
}

function checked(at: DocumentAtHand, before: Kept | undefined, mayDiffer: MayDiffer): Checked {
  const check = perObject(at);
  if (before?.surroundings !== at.surroundings) return outcome(at, askedAll(at, check));
  const results = before.told.map((told) => {
    const findings = mayDiffer(told.reads) ? undefined : recalled(at, told);
    return findings ? { told, findings } : asked(at, told.nth, told.rule, check(told.nth));
  });
  return outcome(at, results);
}

interface Result {
  readonly told: Told;
  readonly findings: readonly Finding[];
}

function outcome(at: DocumentAtHand, results: readonly Result[]): Checked {
  const told = results.flatMap((result) => worthKeeping(result));
  const reads = together(told.map((one) => one.reads));
  const loud = told.filter(({ findings }) => findings?.length !== 0);
  return { kept: { surroundings: at.surroundings, told, reads, loud }, found: foundIn(at, results) };
}

function worthKeeping({ told }: Result): readonly Told[] {
  return told.findings?.length === 0 && isEmpty(told.reads) ? [] : [told];
}

function foundIn(
  { objects, document }: DocumentAtHand,
  results: readonly Result[],
): readonly ObjectFinding[] {
  const resources = objects.in(document);
  return results.flatMap(({ told: { nth, rule }, findings }) => {
    const resource = resources[nth];
    return resource === undefined ? [] : findings.map((finding) => ({ resource, rule, finding }));
  });
}

function askedAll(at: DocumentAtHand, check: ReturnType<typeof perObject>): readonly Result[] {
  return at.objects
    .in(at.document)
    .flatMap((_, nth) => check(nth)?.rules.map((rule) => asked(at, nth, rule, check(nth))) ?? []);
}

/** What is to be done with each object of a document; made when it is first needed. */
function perObject({ seen, objects, document }: DocumentAtHand): (nth: number) => ObjectCheck | undefined {
  const made = new Map<number, ObjectCheck>();
  return (nth) => {
    const resource = objects.in(document)[nth];
    const check = made.get(nth) ?? (resource && objects.checkOf(resource, seen));
    if (check) made.set(nth, check);
    return check;
  };
}

/** What a rule found, where it stands now; undefined when a place cannot be found again. */
function recalled({ scene }: DocumentAtHand, { findings }: Told): readonly Finding[] | undefined {
  if (findings === undefined) return undefined;
  const placed: Finding[] = [];
  for (const finding of findings) {
    const now = finding(scene.snapshot.files);
    if (now === undefined) return undefined;
    placed.push(now);
  }
  return placed;
}

function asked(
  { scene: { file, snapshot } }: DocumentAtHand,
  nth: number,
  rule: Rule,
  check: ObjectCheck | undefined,
): Result {
  const { value, reads } = reading(() => check?.run(rule));
  const placed = value?.map((finding) => placeFinding(finding, file, snapshot.files));
  const findings = placed?.includes(undefined) ? undefined : placed?.filter((one) => one !== undefined);
  return { told: { nth, rule, reads, findings }, findings: value ?? [] };
}
