/**
 * Two peers of one list that could have been one: when they look like a slip, and when they cannot be any.
 * Knows no text and no messages.
 */
import type { EndpointPredicate, Policy } from '../../evaluator/model';
import type { Resource } from '../../manifests/document';
import type { Snapshot } from '../../workspace/snapshot';
import { isEmptySelector, peerForm, type PeerForm } from './peer-form';
import type { Members } from './policy-parts';
import { anywhere, both, coversNamespace, readingOf, type Reading } from './readings';

/** Says of two peers that they are no slip, to the rule that asks. */
export const EITHER_IS_MEANT = '# podreach-ignore peer-or-instead-of-and: either of the two is meant';

/** Places in a list of peers. */
export interface PeerPair {
  readonly namespaces: number;
  readonly pods: number;
}

/** Exactly one peer of either kind, and none of addresses: longer lists read as lists, and are meant as such. */
export function pairAmong(peers: readonly Members[]): PeerPair | undefined {
  const forms = peers.map(peerForm);
  const isIn = (form: PeerForm): boolean => forms.includes(form);
  const [namespaces, pods] = [forms.indexOf('namespaces'), forms.indexOf('pods')];
  if (namespaces < 0 || pods < 0 || isIn('addresses') || isIn('unclear')) return undefined;
  if (forms.lastIndexOf('namespaces') !== namespaces || forms.lastIndexOf('pods') !== pods) return undefined;
  return isEmptySelector(peers[pods]?.['podSelector']) ? undefined : { namespaces, pods };
}

/** What two such peers mean, each alone and as one. */
export interface PairReadings {
  readonly whole: Reading;
  readonly own: Reading;
  readonly merged: Reading;
  /** The pods of the second are among those of the first already. */
  readonly isCovered: boolean;
}

export interface PairInPolicy {
  readonly snapshot: Snapshot;
  readonly resource: Resource;
  readonly policy: Policy;
}

/** `whole` is what the peer of namespaces asks for, `own` what the one of pods does. */
export function pairReadings(
  { snapshot, resource, policy }: PairInPolicy,
  whole: EndpointPredicate,
  own: EndpointPredicate,
  namespaceSelector: unknown,
): PairReadings {
  return {
    whole: readingOf(snapshot, whole),
    own: readingOf(snapshot, own),
    merged: readingOf(snapshot, both(whole, anywhere(own))),
    isCovered:
      isEmptySelector(namespaceSelector) ||
      // Where the policy does not name its namespace, only a selector of all namespaces is sure to contain it.
      (resource.namespace !== undefined && coversNamespace(whole, policy.ref.namespace ?? '', snapshot)),
  };
}

/** Pods beside the policy carry the labels, and pods in those namespaces do not: one peer would admit nobody. */
export function isClearlyMeant({ isCovered, own, merged }: PairReadings): boolean {
  return !isCovered && own.workloads.length > 0 && merged.workloads.length === 0;
}
