/**
 * What can be typed here that only the cluster knows: labels, namespaces and ports that exist; in an empty document
 * whole policies. Fields are offered where no one else knows the schema.
 */
import {
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem,
  type CompletionList,
  type MarkupContent,
  type Position,
} from 'vscode-languageserver';

import { groupBy } from '../evaluator/group-by';
import { workloadId, type Workload } from '../evaluator/model';
import type { ManifestFile, Resource } from '../manifests/document';
import { perObject } from '../rules/api/computed-once';
import type { Snapshot } from '../workspace/snapshot';
import { count } from '../wording/quantities';
import {
  type Asked,
  type CompletionData,
  completionItem,
  holdersText,
  type ItemTopic,
  type Offer,
  scalarText,
} from './completion-items';
import { fieldItems } from './completion-fields';
import { carriersOfLabel, labelOffers } from './completion-labels';
import { completionPlace, wordAt } from './completion-place';
import { portOffers } from './completion-ports';
import { paragraphs } from './markdown';
import { resourceAt } from './place';
import { plainText, policySnippets } from './policy-snippets';
import { subjectOf, type Subject } from './subject';
import { usualNamespace } from './usual-namespace';
import type { View } from './view';

export interface CompletionOptions {
  /** The document as the client calls it. */
  readonly uri: string;
  /** The client has places to fill in. */
  readonly snippets: boolean;
  /** Somebody asked, or typed a letter; rather than a blank. */
  readonly isWanted: boolean;
  /** Fields and words of the schema are offered, too: nobody else does. */
  readonly fields: boolean;
  /** Only a part of the cluster is known as yet. What it has is not offered then: the numbers would be wrong. */
  readonly isPartial?: boolean;
}

/** Null where there is nothing to offer. */
export function completion(
  view: View,
  file: ManifestFile,
  position: Position,
  options: CompletionOptions,
): CompletionList | null {
  const offset = view.positions.offset(file, position);
  const { isPartial: isIncomplete = false } = options;
  const items = isEmptyDocument(file, offset)
    ? snippetItems(view, file, offset, options)
    : offersAt(view, file, offset, options);
  return items.length === 0 && !isIncomplete ? null : { isIncomplete, items };
}

function offersAt(
  view: View,
  file: ManifestFile,
  offset: number,
  { uri, isWanted, fields, isPartial }: CompletionOptions,
): CompletionItem[] {
  const place = completionPlace(file, offset);
  if (place === undefined || !KINDS.includes(place.resource.kind)) return [];
  const asked: Asked = { view, file, uri, place };
  const offers = isPartial === true ? [] : clusterOffers(asked, resourceAt(file, offset));
  const known = fields && (isWanted || place.typing === 'value') ? fieldItems(asked) : [];
  return [...offers.map((offer) => completionItem(asked, offer)), ...known];
}

function clusterOffers(asked: Asked, resource: Resource | undefined): readonly Offer[] {
  const subject = resource && subjectOf(asked.view.snapshot, asked.file, resource);
  return (
    namespaceOffers(asked) ?? portOffers(asked, subject) ?? labelOffers(asked, homeOf(asked, subject)) ?? []
  );
}

/** Kinds that ask for pods. */
const KINDS: readonly string[] = [
  'NetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'ClusterNetworkPolicy',
  'Service',
];

/** The namespace whose pods are meant when nothing else is said; undefined for cluster-wide kinds. */
function homeOf({ place: { resource } }: Asked, subject: Subject | undefined): string | undefined {
  if (resource.kind !== 'NetworkPolicy' && resource.kind !== 'Service') return undefined;
  if (resource.namespace !== undefined) return resource.namespace;
  if (subject?.kind === 'policy') return subject.policy.ref.namespace;
  return subject?.kind === 'service' ? subject.service.namespace : 'default';
}

function namespaceOffers({ view, place }: Asked): readonly Offer[] | undefined {
  if (place.typing !== 'value' || place.path.join('.') !== 'metadata.namespace') return undefined;
  const { namespaces, workloads } = view.snapshot.cluster;
  return [...namespaces.values()].flatMap(({ name, source }) => {
    const amount = ofNamespace(workloads).get(name)?.length ?? 0;
    // What only policies mention may be what is being typed.
    if (source === undefined && amount === 0) return [];
    const holders = { kind: 'namespace', name } as const;
    return [
      { label: name, newText: scalarText(name, place), amount: count(amount, 'workload'), rank: 0, holders },
    ];
  });
}

const ofNamespace = perObject((workloads: readonly Workload[]) =>
  groupBy(workloads, ({ namespace }) => namespace),
);

/** Nothing but comments and the word at the cursor. */
function isEmptyDocument(file: ManifestFile, offset: number): boolean {
  const range = file.documents.findLast(({ range: { start } }) => start <= offset)?.range;
  const { start, end } = range ?? { start: 0, end: file.text.length };
  const word = wordAt(file.text, offset);
  const rest = file.text.slice(start, Math.max(start, word.start)) + file.text.slice(word.end, end);
  return rest.split(/[\r\n]/u).every((line) => /^\s*(?:#.*|---\s*|%.*)?$/u.test(line));
}

function snippetItems(
  { positions, snapshot }: View,
  file: ManifestFile,
  offset: number,
  { snippets, isWanted }: CompletionOptions,
): CompletionItem[] {
  if (!isWanted) return [];
  const range = positions.range(file, wordAt(file.text, offset));
  const namespace = usualNamespace(snapshot, file.file) ?? 'default';
  return policySnippets(namespace).map((snippet, index) => ({
    label: snippet.title,
    filterText: `${snippet.title} NetworkPolicy`,
    labelDetails: { description: 'NetworkPolicy' },
    kind: CompletionItemKind.Snippet,
    sortText: String(index).padStart(2, '0'),
    documentation: snippetDocumentation(snippet.effect, plainText(snippet)),
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: snippets ? snippet.text : plainText(snippet) },
  }));
}

function snippetDocumentation(effect: string, text: string): MarkupContent {
  return { kind: 'markdown', value: paragraphs(effect, `\`\`\`yaml\n${text}\`\`\``) };
}

/** The item with who has what it says. */
export function resolvedCompletion({ snapshot }: View, item: CompletionItem): CompletionItem {
  const topic = readCompletionData(item)?.topic;
  if (topic === undefined) return item;
  const names = holders(snapshot, topic);
  return names.length === 0 ? item : { ...item, documentation: holdersText(names) };
}

function holders(snapshot: Snapshot, topic: ItemTopic): readonly string[] {
  const { workloads } = snapshot.cluster;
  switch (topic.kind) {
    case 'label': {
      const carriers = carriersOfLabel(snapshot, topic);
      return [...carriers.workloads.map(workloadId), ...carriers.namespaces];
    }
    case 'namespace':
      return (ofNamespace(workloads).get(topic.name) ?? []).map(workloadId);
  }
}

/** Data comes back from the client as anything. */
export function readCompletionData({ data }: Pick<CompletionItem, 'data'>): CompletionData | undefined {
  return isCompletionData(data) ? data : undefined;
}

function isCompletionData(data: unknown): data is CompletionData {
  if (typeof data !== 'object' || data === null) return false;
  const { uri, topic }: Partial<Record<keyof CompletionData, unknown>> = data;
  return typeof uri === 'string' && typeof topic === 'object' && topic !== null && isTopic(topic);
}

function isTopic(topic: object): boolean {
  const { kind, key, name }: Partial<Record<'kind' | 'key' | 'name', unknown>> = topic;
  return kind === 'label' ? typeof key === 'string' : kind === 'namespace' && typeof name === 'string';
}
