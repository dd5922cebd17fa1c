/**
 * Rule: a kustomization whose labels go into selectors, and so into peers that mean pods of somebody else.
 * It looks at the files that the kustomization lists; what it cannot see makes it keep quiet.
 */
import type { ManifestFile, OffsetRange, Resource } from '../manifests/document';
import { field, isObject, items, text } from '../manifests/json-value';
import { count, list } from '../wording/quantities';
import { isKustomization, patchName, resolveBeside } from '../workspace/kustomizations';
import type { Snapshot } from '../workspace/snapshot';
import { keyRange } from './api/place';
import { collectParts, memberOf, textMembersOf, type Part } from './api/policy-parts';
import { anywhere, peerPredicate, withHostNetwork } from './api/readings';
import type { FileContext, Finding, Rule } from './rule';

/** What kustomize adds, and where the kustomization says so. */
interface Injection {
  readonly labels: ReadonlyMap<string, string>;
  readonly range: OffsetRange;
}

/** A peer whose selector would get the labels. */
interface Peer {
  readonly file: ManifestFile;
  readonly resource: Resource;
  readonly part: Part;
}

export const rule = {
  id: 'kustomize-label-injection',
  severity: 'warning',
  documentation: {
    title: 'Labels of a kustomization that get into peers',
    clusterDoes:
      'commonLabels, and labels with includeSelectors, are added to every matchLabels of the listed policies, those of peers included. Peers that mean pods from elsewhere, an ingress controller say, then match nobody.',
    meant:
      'Labels on the objects and pod templates only: labels with includeTemplates, and without includeSelectors. Or peers by matchExpressions, which kustomize leaves alone. It warns about peers with a namespaceSelector, is information about others, and keeps quiet where the pods of the peer come from the same kustomization or from one that adds the same labels, and where it cannot see all files that the kustomization lists.',
    bad: 'labels:\n- includeSelectors: true\n  pairs: {unit: tills}',
    good: 'labels:\n- includeTemplates: true\n  pairs: {unit: tills}',
    link: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/labels/',
  },
  *checkFile(context) {
    if (!isKustomization(context.file.file)) return;
    const injections = injectionsOf(context.file);
    if (injections.length === 0) return;
    const files = listedFiles(context);
    if (files === undefined) return;
    const peers = files.flatMap(peersOf);
    for (const injection of injections) yield* findings(context, injection, peers, files);
  },
} satisfies Rule;

function injectionsOf({ documents, text: written }: ManifestFile): readonly Injection[] {
  const [document] = documents;
  if (document === undefined || documents.length > 1) return [];
  const common = pairsOf(field(document.value, 'commonLabels'));
  const more = items(field(document.value, 'labels'))
    .filter((entry) => field(entry, 'includeSelectors') === true)
    .map((entry) => pairsOf(field(entry, 'pairs')));
  return [
    ...(common.size > 0 ? [{ labels: common, range: wordAt(written, /^commonLabels/mu) }] : []),
    ...(more.some(({ size }) => size > 0)
      ? [
          {
            labels: new Map(more.flatMap((pairs) => [...pairs])),
            range: wordAt(written, /includeSelectors/u),
          },
        ]
      : []),
  ];
}

function pairsOf(value: unknown): ReadonlyMap<string, string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return new Map(entries.flatMap(([key, one]) => (typeof one === 'string' ? [[key, one]] : [])));
}

/** A kustomization is no resource that could tell where its keys stand. */
function wordAt(written: string, word: RegExp): OffsetRange {
  const found = word.exec(written);
  const start = found?.index ?? 0;
  return { start, end: start + (found?.[0].length ?? 0) };
}

/** The files that it lists; undefined when one of them is not a file of the workspace. */
function listedFiles({ file, snapshot }: FileContext): readonly ManifestFile[] | undefined {
  const value = file.documents[0]?.value;
  const isOpen = ['components', 'generators', 'helmCharts', 'transformers'].some(
    (name) => items(field(value, name)).length > 0,
  );
  if (isOpen) return undefined;
  const known = new Map([...snapshot.files.values()].map((one) => [patchName(one.file), one]));
  const files = items(field(value, 'resources')).map((entry) => {
    const name = text(entry);
    return name === undefined ? undefined : known.get(resolveBeside(file.file, name));
  });
  return files.every((one) => one !== undefined) ? files : undefined;
}

function peersOf(file: ManifestFile): readonly Peer[] {
  return file.resources
    .filter(({ kind, document }) => kind === 'NetworkPolicy' && document.notJudged === undefined)
    .flatMap((resource) =>
      collectParts(resource)
        .peers.filter((part) => labelsOf(part).size > 0)
        .map((part) => ({ file, resource, part })),
    );
}

/** What the matchLabels of the pod selector ask for. kustomize does not touch other selectors. */
function labelsOf(part: Part): ReadonlyMap<string, string> {
  const selector = memberOf(part, 'podSelector');
  const members = selector === undefined ? [] : textMembersOf(selector, 'matchLabels');
  return new Map(members.map(({ key, text: value }) => [key, value]));
}

function* findings(
  { snapshot, file }: FileContext,
  { labels, range }: Injection,
  peers: readonly Peer[],
  files: readonly ManifestFile[],
): Iterable<Finding> {
  if (isAddedElsewhere(labels, file, snapshot)) return;
  const names = new Set(files.map((one) => one.file));
  const foreign = peers.filter(
    (peer) => !hasAll(labelsOf(peer.part), labels) && isForeign(peer, labels, names, snapshot),
  );
  if (foreign.length === 0) return;
  const isElsewhere = foreign.some(({ part }) => memberOf(part, 'namespaceSelector') !== undefined);
  const pairs = list([...labels].map(([key, value]) => `${key}=${value}`));
  yield {
    range,
    message: `kustomize adds ${pairs} to the peers of policies as well. ${count(foreign.length, 'peer')} of the listed policies ${foreign.length === 1 ? 'means' : 'mean'} pods that this kustomization does not have, and that will not match then. Leave selectors alone (includeTemplates without includeSelectors), or write those peers with matchExpressions.`,
    severity: isElsewhere ? 'warning' : 'info',
    related: foreign.map(related),
  };
}

function hasAll(labels: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): boolean {
  return [...wanted].every(([key, value]) => labels.get(key) === value);
}

/** What several kustomizations add belongs to something larger, and the peers may be in one of the others. */
function isAddedElsewhere(
  labels: ReadonlyMap<string, string>,
  file: ManifestFile,
  { files }: Snapshot,
): boolean {
  return [...files.values()].some(
    (other) =>
      other.file !== file.file &&
      isKustomization(other.file) &&
      injectionsOf(other).some((injection) => hasAll(injection.labels, labels)),
  );
}

/** None of the pods it means comes from these files, or carries the labels already. */
function isForeign(
  { file, resource, part }: Peer,
  labels: ReadonlyMap<string, string>,
  names: ReadonlySet<string>,
  snapshot: Snapshot,
): boolean {
  const policy = snapshot.policyOf(file, resource);
  const predicate = policy && peerPredicate(policy, part.path);
  if (predicate === undefined) return false;
  const pods = snapshot.evaluator.select(withHostNetwork(anywhere(predicate)));
  return !pods.some((pod) => names.has(pod.source.file) || hasAll(pod.labels, labels));
}

function related({ file, resource, part }: Peer): NonNullable<Finding['related']>[number] {
  const range = keyRange({ file, resource }, [...part.path, 'podSelector', 'matchLabels']);
  return { file: file.file, range, message: 'This peer gets the labels.' };
}
