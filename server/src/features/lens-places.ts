/**
 * Where code lenses stand in a file. Depends on what is written there alone, never on an answer: a lens that comes
 * and goes would shift the text under the hands.
 */
import type { Range } from 'vscode-languageserver';

import type { Policy, PolicyRule } from '../evaluator/model';
import type { ManifestFile, OffsetRange } from '../manifests/document';
import { subjectsIn, type Subject } from './subject';
import type { View } from './view';

/** What a lens tells: of a policy as a whole, of one of its rules or peers, of a workload or Service, of an edit. */
export const TOPICS = [
  'policy-ingress',
  'policy-egress',
  'rule',
  'peer',
  'reachable-from',
  'can-reach',
  'changes',
] as const;

export type LensTopic = (typeof TOPICS)[number];

export interface LensPlace {
  readonly topic: LensTopic;
  /** Index of the resource in the file. */
  readonly resource: number;
  /** Of a rule or peer, as the API server writes it. */
  readonly path?: string;
  readonly range: Range;
}

/** All places in the order of the text. A line has the lens of its rule or the lens of a peer, not both. */
export function lensPlaces(view: View, file: ManifestFile): readonly LensPlace[] {
  return [...subjectsIn(view.snapshot, file)]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([resource, subject]) => placesOf(view, file, resource, subject));
}

function placesOf(view: View, file: ManifestFile, resource: number, subject: Subject): readonly LensPlace[] {
  const kind = file.resourceAt(resource)?.locate(['kind']);
  if (kind === undefined) return [];
  const range = view.positions.range(file, kind.key ?? kind.value);
  const onKind = topicsOf(subject).map((topic) => ({ topic, resource, range }));
  return subject.kind === 'policy' ? [...onKind, ...placesOfRules(view, resource, subject.policy)] : onKind;
}

function topicsOf(subject: Subject): readonly LensTopic[] {
  if (subject.kind === 'workload') return ['reachable-from', 'can-reach'];
  if (subject.kind === 'service') return ['reachable-from'];
  const { ingress, egress } = subject.policy;
  const topics: LensTopic[] = [];
  // A policy that governs nothing still selects pods, and says so.
  if (ingress !== undefined || egress === undefined) topics.push('policy-ingress');
  if (egress !== undefined) topics.push('policy-egress');
  return topics;
}

function placesOfRules(view: View, resource: number, policy: Policy): readonly LensPlace[] {
  const rules = [...(policy.ingress ?? []), ...(policy.egress ?? [])];
  const places = rules.flatMap((rule) => placesOfRule(view, resource, policy, rule));
  const lines = new Set<number>();
  return places.filter(({ range: { start } }) => !lines.has(start.line) && lines.add(start.line));
}

function placesOfRule(view: View, resource: number, policy: Policy, rule: PolicyRule): readonly LensPlace[] {
  const place = (topic: LensTopic, path: string): readonly LensPlace[] => {
    const found = view.snapshot.locate(policy.source, path);
    if (found === undefined) return [];
    const range = view.positions.range(found.file, firstWord(found.file.text, found.range));
    return [{ topic, resource, path, range }];
  };
  // The lens of a rule with one peer says what that peer amounts to.
  const peers = rule.peers === 'any' || rule.peers.length < 2 ? [] : rule.peers;
  return [...place('rule', rule.path), ...peers.flatMap(({ path }) => place('peer', path))];
}

/** A range that never collapses while the item is edited, and never spans lines. */
function firstWord(text: string, { start, end }: OffsetRange): OffsetRange {
  const [word = ''] = text.slice(start, end).split(/\s/u, 1);
  return { start, end: start + Math.max(1, word.length) };
}
