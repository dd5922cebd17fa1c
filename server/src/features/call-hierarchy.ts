/**
 * Who can reach a workload and what it can reach, as the calls that editors know how to show: an incoming call is an
 * allowed connection, and its place is the rule that allows it. Counts nothing and explains nothing.
 */
import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Location,
  type Position,
} from 'vscode-languageserver';

import type { Endpoint, Explanation, ReachablePeer } from '../evaluator/answers';
import { workloadId, type Workload } from '../evaluator/model';
import type { ManifestFile } from '../manifests/document';
import { passingText } from '../wording/connections';
import { addressesName, compareEndpoints } from '../wording/names';
import { hitPath } from '../wording/rule-hits';
import { resourceAt } from './place';
import { subjectOf, targetsOf } from './subject';
import { locationOf, type View } from './view';
import { firstPlace } from './written-labels';

/** What an item carries to be asked about again. */
export interface ItemData {
  /** A file of the cluster it is in. */
  readonly file: string;
  readonly id: string;
}

/** The workload at a position; of a policy or Service its pods. Null where there is none. */
export function prepareCallHierarchy(
  view: View,
  file: ManifestFile,
  position: Position,
): CallHierarchyItem[] | null {
  const resource = resourceAt(file, view.positions.offset(file, position));
  const subject = resource && subjectOf(view.snapshot, file, resource);
  const targets = subject === undefined ? [] : targetsOf(view.snapshot, subject, 'from');
  const items = targets.flatMap((target) =>
    target.kind === 'workload' ? (itemOf(view, target.workload) ?? []) : [],
  );
  return items.length === 0 ? null : items;
}

/** Who can reach the workload of an item; null when it is gone. */
export function incomingCalls(view: View, data: ItemData): CallHierarchyIncomingCall[] | null {
  const connections = connectionsOf(view, data, 'to');
  return (
    connections?.map(({ item, places }) => ({
      from: item,
      fromRanges: rangesIn(item.uri, places, item),
    })) ?? null
  );
}

/** What the workload of an item can reach; `uri` is the document that the client shows for that item. */
export function outgoingCalls(view: View, data: ItemData, uri: string): CallHierarchyOutgoingCall[] | null {
  const connections = connectionsOf(view, data, 'from');
  return (
    connections?.map(({ item, places }) => ({
      to: item,
      fromRanges: rangesIn(uri, places, undefined),
    })) ?? null
  );
}

/** The protocol has ranges of one document only. */
function rangesIn(
  uri: string,
  places: readonly Location[],
  otherwise: CallHierarchyItem | undefined,
): Location['range'][] {
  const ranges = places.filter((place) => place.uri === uri).map(({ range }) => range);
  return ranges.length === 0 && otherwise ? [otherwise.selectionRange] : ranges;
}

interface AllowedConnection {
  readonly item: CallHierarchyItem;
  /** The rules and peers that allow it; none where nothing is restricted. */
  readonly places: readonly Location[];
}

function connectionsOf(
  view: View,
  { id }: ItemData,
  direction: 'to' | 'from',
): readonly AllowedConnection[] | undefined {
  const { cluster, evaluator } = view.snapshot;
  const workload = cluster.workloads.find((one) => workloadId(one) === id);
  if (workload === undefined) return undefined;
  const target: Endpoint = { kind: 'workload', workload };
  return evaluator
    .reach(direction, target)
    .reachable.toSorted((a, b) => compareEndpoints(a.peer, b.peer))
    .flatMap((peer) => {
      const explanation =
        direction === 'to' ? evaluator.explain(peer.peer, target) : evaluator.explain(target, peer.peer);
      const places = allowingPlaces(view, explanation, direction);
      const item = peerItem(view, peer, places);
      return item ? [{ item, places }] : [];
    });
}

/** The side of the workload asked about comes first. Addresses that are not treated alike have a part each. */
function allowingPlaces(view: View, explanation: Explanation, direction: 'to' | 'from'): readonly Location[] {
  const parts = explanation.parts.length > 0 ? explanation.parts : [explanation];
  const hits = parts.flatMap(({ ingress, egress }) => {
    const sides = direction === 'to' ? [ingress, egress] : [egress, ingress];
    return sides.flatMap(({ allowedBy }) => allowedBy);
  });
  const places = hits.flatMap((hit) => locationOf(view, hit.policy.source, hitPath(hit)) ?? []);
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** Going to a peer leads to what allows it; where nothing is restricted, to the workload itself. */
function peerItem(
  view: View,
  reached: ReachablePeer,
  [place]: readonly Location[],
): CallHierarchyItem | undefined {
  const { peer } = reached;
  const ports = passingText(reached);
  const own = peer.kind === 'workload' ? itemOf(view, peer.workload) : undefined;
  const at = place && { uri: place.uri, range: place.range, selectionRange: place.range };
  if (own) return { ...own, detail: `${own.detail ?? ''} · ${ports}`, ...at };
  if (at === undefined) return undefined;
  return { name: outsideName(peer), kind: SymbolKind.Namespace, detail: ports, ...at };
}

function outsideName(peer: Endpoint): string {
  return peer.kind === 'addresses' ? addressesName(peer.cidrs) : 'ingress controller';
}

function itemOf(view: View, workload: Workload): CallHierarchyItem | undefined {
  const { source, name, namespace, kind } = workload;
  const found = firstPlace(view, source, [['metadata', 'name'], ['kind']]);
  return (
    found && {
      name,
      kind: SymbolKind.Object,
      detail: `${namespace} · ${kind}`,
      uri: found.whole.uri,
      range: found.whole.range,
      selectionRange: found.whole.range,
      data: { file: source.file, id: workloadId(workload) } satisfies ItemData,
    }
  );
}

/** Data comes back from the client as anything. Undefined for what stands outside of the cluster. */
export function readItemData({ data }: Pick<CallHierarchyItem, 'data'>): ItemData | undefined {
  return isItemData(data) ? data : undefined;
}

function isItemData(data: unknown): data is ItemData {
  if (typeof data !== 'object' || data === null) return false;
  const { file, id }: Partial<Record<keyof ItemData, unknown>> = data;
  return typeof file === 'string' && typeof id === 'string';
}
