/**
 * The cluster model as a document to read: what is known of each cluster, where it is written, and what was left out
 * and why. Answers no question.
 */
import { groupBy } from '../evaluator/group-by';
import { workloadId, type SourceRef } from '../evaluator/model';
import type { LinkedText, Location } from '../lsp/protocol';
import { compareText, entranceName, policyName, serviceId } from '../wording/names';
import { count, sentenceCase } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import { leftOut } from './left-out';
import { commonFolder, fileNames, linkedText, type Line, type Place } from './linked-text';
import { inlineCode } from './markdown';
import { entranceEntry, namespaceEntry, policyEntry, serviceEntry, workloadEntry } from './model-entries';
import { basisOf } from './reachability';
import { beginningOf, type View } from './view';

/** Of each sort of thing in one cluster: nobody reads more, and an editor is slow with very long texts. */
const MOST_ENTRIES = 1000;

const EMPTY: Line = { text: '' };

interface Cluster {
  readonly view: View;
  readonly nameOf: (uri: string) => string;
}

/** @param limits what was not read from disk, one sentence each */
export function clusterModel(views: readonly View[], limits: readonly string[]): LinkedText {
  const known = views.filter(({ snapshot }) => hasManifests(snapshot) || leftOut(snapshot).length > 0);
  const nameOf = fileNames(known.flatMap(({ snapshot }) => [...snapshot.files.keys()]));
  const clusters = known.flatMap((view, nth) => [
    ...(nth > 0 ? [EMPTY] : []),
    { text: known.length > 1 ? `# Cluster model of ${placeName(view, nameOf)}` : '# Cluster model' },
    EMPTY,
    { text: `${basisOf(view)}.` },
    ...clusterLines({ view, nameOf }),
  ]);
  const nothing = [{ text: '# Cluster model' }, EMPTY, { text: 'No manifests are known.' }];
  const unread = section({
    title: 'Not read',
    things: limits,
    lineOf: (text) => ({ text: `- ${sentenceCase(text)}` }),
  });
  return linkedText([...(known.length === 0 ? nothing : clusters), ...unread]);
}

/** The deepest folder that has all files of a cluster, or its only file. A cluster between others has neither. */
function placeName({ snapshot: { files } }: View, nameOf: (uri: string) => string): string {
  const names = [...files.keys()].map(nameOf);
  const [first = '', ...others] = names;
  if (others.length === 0) return `file ${inlineCode(first)}`;
  const folder = commonFolder(names);
  return folder === '' ? 'the other files' : `folder ${inlineCode(folder.slice(0, -1))}`;
}

function hasManifests({ files }: Snapshot): boolean {
  return [...files.values()].some(({ resources }) => resources.length > 0);
}

function clusterLines(cluster: Cluster): readonly Line[] {
  const { snapshot } = cluster.view;
  const { evaluator } = snapshot;
  const { namespaces, services, entrances, policies } = snapshot.cluster;
  const entry = (text: string, source: SourceRef | undefined): Line =>
    withPlace(`- ${text}`, source && placeOf(cluster, source));
  return [
    ...section({
      title: 'Namespaces',
      things: inOrder([...namespaces.values()], ({ name }) => name),
      lineOf: (one) => entry(namespaceEntry(one), one.source),
    }),
    ...workloadLines(cluster, entry),
    ...section({
      title: 'Services',
      things: inOrder(services, serviceId),
      lineOf: (one) => entry(serviceEntry(one, evaluator), one.source),
    }),
    ...section({
      title: 'Ways in from outside',
      things: inOrder(entrances, entranceName),
      lineOf: (one) => entry(entranceEntry(one), one.source),
    }),
    ...section({
      title: 'Policies',
      things: inOrder(policies, ({ ref }) => policyName(ref)),
      lineOf: (one) => entry(policyEntry(one, evaluator), one.source),
    }),
    ...section({
      title: 'Left out',
      things: leftOut(snapshot),
      lineOf: ({ reason, file, start }) =>
        withPlace(
          `- ${sentenceCase(reason)}`,
          namedPlace(cluster, cluster.view.positions.location(file, { start, end: start })),
        ),
    }),
  ];
}

/** By namespace. */
function workloadLines(
  { view: { snapshot } }: Cluster,
  entry: (text: string, source: SourceRef) => Line,
): readonly Line[] {
  const workloads = inOrder(snapshot.cluster.workloads, workloadId);
  if (workloads.length === 0) return [];
  const groups = groupBy(workloads.slice(0, MOST_ENTRIES), ({ namespace }) => namespace);
  return [
    EMPTY,
    { text: '## Workloads' },
    ...[...groups].flatMap(([namespace, members]) => [
      EMPTY,
      { text: `### Namespace ${inlineCode(namespace)}` },
      EMPTY,
      ...members.map((one) => entry(workloadEntry(one), one.source)),
    ]),
    ...moreLines(workloads.length),
  ];
}

interface Section<T> {
  readonly title: string;
  readonly things: readonly T[];
  readonly lineOf: (thing: T) => Line;
}

/** Nothing without things. */
function section<T>({ title, things, lineOf }: Section<T>): readonly Line[] {
  if (things.length === 0) return [];
  const lines = things.slice(0, MOST_ENTRIES).map(lineOf);
  return [EMPTY, { text: `## ${title}` }, EMPTY, ...lines, ...moreLines(things.length)];
}

function moreLines(all: number): readonly Line[] {
  if (all <= MOST_ENTRIES) return [];
  return [
    EMPTY,
    { text: `${count(all - MOST_ENTRIES, 'more entry')} not listed here; answers count them too.` },
  ];
}

function inOrder<T>(things: readonly T[], nameOf: (thing: T) => string): readonly T[] {
  return things.toSorted((a, b) => compareText(nameOf(a), nameOf(b)));
}

function withPlace(text: string, place: Place | undefined): Line {
  return { text, ...(place && { place }) };
}

function placeOf(cluster: Cluster, source: SourceRef): Place | undefined {
  const location = beginningOf(cluster.view, source);
  return location && namedPlace(cluster, location);
}

function namedPlace({ nameOf }: Cluster, location: Location): Place {
  return { name: `${nameOf(location.uri)}:${location.range.start.line + 1}`, location };
}
