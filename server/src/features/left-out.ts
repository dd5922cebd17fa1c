/**
 * What stands in the manifests and is not in the cluster model, each with its reason. Knows nothing of files that were
 * never read.
 */
import type { SourceRef, UnreadPolicy } from '../evaluator/model';
import type { ManifestDocument, ManifestFile, NotJudged } from '../manifests/document';
import type { Duplicate, Snapshot } from '../workspace/snapshot';
import { inlineCode } from './markdown';

export interface LeftOut {
  readonly file: ManifestFile;
  /** Where it begins. */
  readonly start: number;
  /** `a template that is not rendered` */
  readonly reason: string;
}

const REASONS: Readonly<Record<NotJudged, string>> = {
  template: 'a template: what it renders to is not known',
  placeholder: 'a manifest with placeholders that something fills in later',
  encrypted: 'an encrypted manifest',
  patch: 'a patch to another manifest',
};

/** Behind the mark that begins a document, and behind comments. */
const FIRST_CONTENT = /^(?!---)[ \t]*[^\s#]/mu;

/** What has none, such as an editor's settings, was never meant to be an object. */
const KIND_KEY = /(?:^|[\s{,-])["']?kind["']?\s*:/mu;

/**
 * In the order of the files: documents that cannot be read as they stand, policies of kinds that are not read, then
 * objects that are written again.
 */
export function leftOut(snapshot: Snapshot): readonly LeftOut[] {
  const files = [...snapshot.files.values()];
  return [
    ...files.flatMap((file) => file.documents.flatMap((document) => unreadDocument(file, document))),
    ...snapshot.cluster.unreadPolicies.flatMap((policy) => unreadPolicy(snapshot, policy)),
    ...snapshot.duplicates.flatMap((duplicate) => unusedObjects(snapshot, duplicate)),
  ];
}

function unreadDocument(file: ManifestFile, document: ManifestDocument): readonly LeftOut[] {
  if (!document.isRelevant) return [];
  const text = file.text.slice(document.range.start, document.range.end);
  const reason = unreadReason(document);
  if (reason === undefined || !KIND_KEY.test(text)) return [];
  const start = document.range.start + Math.max(0, text.search(FIRST_CONTENT));
  return [{ file, start, reason }];
}

function unreadReason({ notJudged, problems, resources }: ManifestDocument): string | undefined {
  if (notJudged !== undefined) return REASONS[notJudged];
  if (problems.length === 0) return undefined;
  return resources.length === 0
    ? 'YAML that cannot be read'
    : 'YAML that can be read in part only: what follows the fault may be missing';
}

function unreadPolicy(snapshot: Snapshot, { ref, source }: UnreadPolicy): readonly LeftOut[] {
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  const reason = `${ref.kind} ${inlineCode(name)}: policies of this kind are not read, and may decide otherwise`;
  return leftOutObject(snapshot, source, reason);
}

function unusedObjects(snapshot: Snapshot, duplicate: Duplicate): readonly LeftOut[] {
  const { used, sources } = duplicate;
  const name = inlineCode(duplicate.namespace ? `${duplicate.namespace}/${duplicate.name}` : duplicate.name);
  const reason = `${duplicate.kind} ${name}, which is written ${sources.length} times: another one counts`;
  return sources.flatMap((source) => (source === used ? [] : leftOutObject(snapshot, source, reason)));
}

function leftOutObject(snapshot: Snapshot, source: SourceRef, reason: string): readonly LeftOut[] {
  const file = snapshot.files.get(source.file);
  const resource = snapshot.resourceOf(source);
  return file === undefined || resource === undefined ? [] : [{ file, start: resource.start, reason }];
}
