/**
 * The answer to "Which pods can reach this?" and "What can this reach?" as plain JSON, each entry with its reason
 * and the place that decides. Knows no view and no command.
 */
import type { Endpoint, Explanation, Target } from '../evaluator/answers';
import type { ManifestFile } from '../manifests/document';
import type { ReachEntry, ReachGroup, ReachParams, ReachResult, ReachTarget } from '../lsp/protocol';
import { notes, noteText } from '../wording/caveats';
import { passingText } from '../wording/connections';
import { addressesName, compareEndpoints, policyName, targetId } from '../wording/names';
import { sentenceCase } from '../wording/quantities';
import { basisText, reachSummary } from '../wording/reach';
import { briefReason } from '../wording/brief-reason';
import { reachReason } from '../wording/reach-reason';
import { combinedReach, type CombinedReach } from './combined-reach';
import { decidingPlace } from './deciding-place';
import { resourceAt } from './place';
import {
  allSubjects,
  sourceOf,
  subjectId,
  subjectNamed,
  subjectOf,
  targetsOf,
  type Subject,
} from './subject';
import { locationOf, type View } from './view';

/** Where a question is asked. */
export interface ReachContext {
  readonly view: View;
  /** Absent where the document is in no cluster: then only names and ids can be asked about. */
  readonly file?: ManifestFile;
  /** Of names that say none. */
  readonly namespace: string;
}

/** Null when there is no workload, Service or policy at the place, or none of that id or name any more. */
export function reachability(context: ReachContext, params: ReachParams): ReachResult | null {
  const subject = subjectAsked(context, params);
  return subject === undefined ? null : answerAbout(context.view, subject, params.direction);
}

/** Everything that can be asked about: workloads first, then Services and policies, each by name. */
export function reachTargets(view: View): readonly ReachTarget[] {
  const targets = allSubjects(view.snapshot).map((subject) => reachTarget(view, subject));
  return targets.toSorted(
    (a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0),
  );
}

const KIND_ORDER = { workload: 0, service: 1, policy: 2 } as const;

function subjectAsked(
  { view: { snapshot, positions }, file, namespace }: ReachContext,
  { position, target, name }: ReachParams,
): Subject | undefined {
  if (target !== undefined) return allSubjects(snapshot).find((subject) => subjectId(subject) === target);
  if (name !== undefined) return subjectNamed(name, { cluster: snapshot.cluster, namespace });
  if (file === undefined || position === undefined) return undefined;
  const resource = resourceAt(file, positions.offset(file, position));
  return resource && subjectOf(snapshot, file, resource);
}

function answerAbout(view: View, subject: Subject, direction: 'to' | 'from'): ReachResult {
  const { snapshot } = view;
  const [first, ...others] = targetsOf(snapshot, subject, direction);
  const frame = { target: reachTarget(view, subject), direction, basis: basisOf(view) };
  if (first === undefined) return { ...frame, summary: nobodySummary(subject), groups: [], caveats: [] };
  const answer = combinedReach(snapshot.evaluator, direction, [first, ...others]);
  return {
    ...frame,
    summary: reachSummary(answer),
    groups: groupsOf(view, answer),
    caveats: notes(answer.caveats).map((note) => sentenceCase(noteText(note))),
  };
}

function nobodySummary(subject: Subject): string {
  if (subject.kind === 'policy') return `${policyName(subject.policy.ref)} selects no known workload`;
  return 'No known workload is behind this Service';
}

/** What answers rest on, counted. */
export function basisOf({ snapshot }: View): string {
  const withResources = [...snapshot.files.values()].filter(({ resources }) => resources.length > 0);
  return basisText(snapshot.cluster, withResources.length);
}

function reachTarget(view: View, subject: Subject): ReachTarget {
  const location = locationOf(view, sourceOf(subject), 'metadata.name');
  return {
    id: subjectId(subject),
    kind: subject.kind,
    title: titleOf(subject),
    ...(location && { location }),
  };
}

function titleOf(subject: Subject): string {
  switch (subject.kind) {
    case 'workload':
      return `${subject.workload.namespace}/${subject.workload.name}`;
    case 'service':
      return `${subject.service.namespace}/${subject.service.name}`;
    case 'policy':
      return policyName(subject.policy.ref);
  }
}

function groupsOf(view: View, answer: CombinedReach): readonly ReachGroup[] {
  const entries = entriesOf(view, answer);
  const inside = entries.filter(({ kind }) => kind === 'workload');
  const [can, cannot] =
    answer.direction === 'to' ? ['Can reach it', 'Cannot reach it'] : ['It can reach', 'It cannot reach'];
  const groups: readonly ReachGroup[] = [
    { id: 'reachable', title: can, entries: inside.filter(({ allowed }) => allowed) },
    { id: 'unreachable', title: cannot, entries: inside.filter(({ allowed }) => !allowed) },
    {
      id: 'outside',
      title: 'Outside the cluster',
      entries: entries.filter(({ kind }) => kind !== 'workload'),
    },
  ];
  return groups.filter((group) => group.entries.length > 0);
}

function entriesOf(view: View, answer: CombinedReach): readonly ReachEntry[] {
  const connected = answer.reachable.map((one) => ({
    peer: one.peer,
    target: one.with,
    ports: passingText(one),
  }));
  const others = answer.unreachable.map((peer) => ({ peer, target: answer.target, ports: '' }));
  return [...connected, ...others]
    .toSorted((a, b) => compareEndpoints(a.peer, b.peer))
    .map(({ peer, target, ports }) => entryOf(view, answer.direction, { peer, target, ports }));
}

interface Pair {
  readonly peer: Endpoint;
  readonly target: Target;
  /** Empty when nothing is allowed. */
  readonly ports: string;
}

function entryOf(view: View, direction: 'to' | 'from', { peer, target, ports }: Pair): ReachEntry {
  const explanation = explained(view, direction, peer, target);
  const decidedAt = explanation && decidingPlace(view, direction, explanation);
  return {
    ...describedPeer(view, peer),
    id: targetId(peer),
    allowed: ports !== '',
    ports,
    reason: explanation ? reachReason(explanation) : '',
    brief: explanation ? briefReason(explanation) : '',
    ...(decidedAt && { decidedAt }),
  };
}

/** Only an endpoint can be a source; a Service that stands as one was taken apart before. */
function explained(
  { snapshot: { evaluator } }: View,
  direction: 'to' | 'from',
  peer: Endpoint,
  target: Target,
): Explanation | undefined {
  if (direction === 'to') return evaluator.explain(peer, target);
  return target.kind === 'service' ? undefined : evaluator.explain(target, peer);
}

function describedPeer(
  view: View,
  peer: Endpoint,
): Pick<ReachEntry, 'kind' | 'label' | 'namespace' | 'workloadKind' | 'location'> {
  if (peer.kind === 'addresses') return { kind: peer.kind, label: addressesName(peer.cidrs) };
  if (peer.kind === 'ingress-controller') return { kind: peer.kind, label: 'ingress controller' };
  const { name, namespace, kind, source } = peer.workload;
  const location = locationOf(view, source, 'metadata.name');
  return { kind: peer.kind, label: name, namespace, workloadKind: kind, ...(location && { location }) };
}
