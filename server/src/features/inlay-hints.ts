/**
 * The words between peers that YAML leaves out: OR between the items of a list, AND between the selectors of one item;
 * on request also how many workloads a selector matches. Knows where hints stand; what they mean is said elsewhere.
 */
import { InlayHintKind, type InlayHint, type Range } from 'vscode-languageserver';

import type { Peer, Policy, PolicyRule } from '../evaluator/model';
import { parsePath, type FieldPath, type ManifestFile, type Resource } from '../manifests/document';
import { isFlow, lineEnd } from '../rules/fixes/layout';
import { count } from '../wording/quantities';
import { peerText, predicateText } from '../wording/selectors';
import { BOTH_SELECTORS, alternativesText } from './hover-words';
import { MARKDOWN } from './markdown';
import { SUBJECT_PATHS } from './subject';
import type { View } from './view';

/** `peers`: AND and OR where a list mixes kinds of selectors. `all`: in every list, and the counts. */
export const INLAY_HINT_MODES = ['off', 'peers', 'all'] as const;

export type InlayHintMode = (typeof INLAY_HINT_MODES)[number];

/** One policy as it is written in a file. */
interface Written {
  readonly view: View;
  readonly file: ManifestFile;
  readonly resource: Resource;
  readonly policy: Policy;
  readonly mode: InlayHintMode;
}

/** The hints of all policies that begin or end in a range of lines, in the order of the text. */
export function inlayHints(view: View, file: ManifestFile, range: Range, mode: InlayHintMode): InlayHint[] {
  if (mode === 'off') return [];
  const start = view.positions.offset(file, range.start);
  const end = view.positions.offset(file, range.end);
  return file.documents
    .filter((document) => document.isRelevant && document.range.start <= end && start <= document.range.end)
    .flatMap(({ resources }) => resources)
    .flatMap((resource) => {
      const policy = view.snapshot.policyOf(file, resource);
      return policy ? hintsOfPolicy({ view, file, resource, policy, mode }) : [];
    })
    .filter(({ position: { line } }) => range.start.line <= line && line <= range.end.line);
}

function hintsOfPolicy(written: Written): readonly InlayHint[] {
  const { ingress = [], egress = [] } = written.policy;
  return [...subjectHint(written), ...[...ingress, ...egress].flatMap((rule) => hintsOfRule(written, rule))];
}

function subjectHint({ view, file, resource, policy, mode }: Written): readonly InlayHint[] {
  const path = SUBJECT_PATHS.find((one) => resource.locate(one)?.key !== undefined);
  if (mode !== 'all' || path === undefined) return [];
  const selected = view.snapshot.evaluator.select(policy.subject);
  return [
    hintAt({ view, file, resource }, path, {
      label: count(selected.length, 'workload'),
      tooltip: `Applies to ${predicateText(policy.subject, MARKDOWN)}.`,
    }),
  ];
}

function hintsOfRule(written: Written, { peers }: PolicyRule): readonly InlayHint[] {
  if (peers === 'any') return [];
  const selectors = peers.map(({ path }) => selectorsOf(written, parsePath(path)));
  if (written.mode !== 'all' && !mixesSelectors(selectors)) return [];
  return peers.flatMap((peer, index) => hintsOfPeer(written, peer, peers, selectors[index] ?? [], index));
}

function hintsOfPeer(
  written: Written,
  peer: Peer,
  peers: readonly Peer[],
  selectors: readonly FieldPath[],
  index: number,
): readonly InlayHint[] {
  const meant = peerText(peer, MARKDOWN);
  const [, second] = selectors;
  const or = { label: 'OR', tooltip: `${alternativesText(peers)} This one: ${meant}.` };
  const and = { label: 'AND', tooltip: `${BOTH_SELECTORS} That is: ${meant}.` };
  return [
    ...(index > 0 ? [hintAt(written, parsePath(peer.path), or)] : []),
    ...(second ? [hintAt(written, second, and)] : []),
    ...countHint(written, peer, selectors.at(-1)),
  ];
}

function countHint(written: Written, peer: Peer, selector: FieldPath | undefined): readonly InlayHint[] {
  if (written.mode !== 'all' || peer.kind !== 'endpoints' || selector === undefined) return [];
  const { length } = written.view.snapshot.evaluator.select(peer.predicate);
  const tooltip = `Matches ${peerText(peer, MARKDOWN)}.`;
  return [hintAt(written, selector, { label: count(length, 'workload'), tooltip })];
}

/** The selectors of a peer in the order of the text; the cluster-wide kinds have them one level deeper. */
function selectorsOf({ resource }: Written, path: FieldPath): readonly FieldPath[] {
  if (resource.shapeOf(path) === 'alias') return [];
  return [path, [...path, 'pods']].flatMap((owner) =>
    resource
      .keysOf(owner)
      .filter(({ name }) => name === 'podSelector' || name === 'namespaceSelector')
      .map(({ name }) => [...owner, name]),
  );
}

/** A list in which a dash more or less would mean something else. */
function mixesSelectors(peers: readonly (readonly FieldPath[])[]): boolean {
  const names = new Set(peers.flat().map((path) => path.at(-1)));
  return names.size > 1;
}

interface Said {
  readonly label: string;
  readonly tooltip: string;
}

/**
 * At the end of the line, since the indentation is syntax and must stay in its place for the eye; within braces and
 * brackets in front of what it is about.
 */
function hintAt(
  { view, file, resource }: Pick<Written, 'view' | 'file' | 'resource'>,
  path: FieldPath,
  { label, tooltip }: Said,
): InlayHint {
  const location = resource.locate(path);
  const start = (location?.key ?? location?.value)?.start ?? 0;
  const isInside = isFlow({ file, resource }, path.slice(0, -1)) && isWord(label);
  const offset = isInside ? start : endOfLine(file.text, start);
  return {
    position: view.positions.position(file, offset),
    label,
    kind: InlayHintKind.Type,
    tooltip: { kind: 'markdown', value: tooltip },
    ...(isInside ? { paddingRight: true } : { paddingLeft: true }),
  };
}

/** Numbers of workloads stand at the end of the line everywhere. */
function isWord(label: string): boolean {
  return label === 'AND' || label === 'OR';
}

function endOfLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return offset + text.slice(offset, end).trimEnd().length;
}
