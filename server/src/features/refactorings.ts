/**
 * Rewritings of a NetworkPolicy that nothing is wrong with: peers merged, split and moved, what is missing added. The edits
 * are those of the rules; this file decides what is offered where, and says what it amounts to.
 */
import { CodeActionKind, type Range } from 'vscode-languageserver';

import type { Policy } from '../evaluator/model';
import type { FieldPath, ManifestFile, Resource } from '../manifests/document';
import { field, items } from '../manifests/json-value';
import { KINDS, isKind } from '../manifests/known-kinds';
import { DNS_RULE, mayReachDns } from '../rules/api/dns';
import { peerForm } from '../rules/api/peer-form';
import type { Source } from '../rules/api/place';
import { isMembers, POLICY_TYPE, type RuleDirection } from '../rules/api/policy-parts';
import { anywhere, both, namespacesOf, peerPredicate, readingOf, withAdmitted } from '../rules/api/readings';
import { extractedItem, isNewValue } from '../rules/fixes/extracted-item';
import { appendedItem } from '../rules/fixes/list-items';
import { appendedObject } from '../rules/fixes/new-item';
import { mergeItems, splitItem } from '../rules/fixes/peer-items';
import type { Fix } from '../rules/rule';
import type { Snapshot } from '../workspace/snapshot';
import type { Rewriting } from './code-actions';
import { textEdits } from './diagnostics';
import { valueAt } from './value-at';
import type { View } from './view';

/** What can be rewritten where the selection begins. */
export function refactorings(view: View, file: ManifestFile, range: Range): readonly Rewriting[] {
  const place = file.pathAt(view.positions.offset(file, range.start));
  if (file.documents.some(({ body }) => body.hasUnusualLineEnds)) return [];
  if (place === undefined || !isKind(place.resource, KINDS.NetworkPolicy)) return [];
  const { resource, path } = place;
  const policy = view.snapshot.policyOf(file, resource);
  if (policy === undefined) return [];
  const at: PolicyAt = { snapshot: view.snapshot, policy, file, resource };
  const rewritings = [...peerRewritings(at, path), ...dnsRule(at, path), ...missingDirection(at, path)];
  const offered =
    (kind: Rewriting['kind']) =>
    (fix: Fix): Rewriting => ({ kind, title: fix.title, edits: textEdits(view, file, fix) });
  return [
    ...rewritings.map(offered(CodeActionKind.RefactorRewrite)),
    ...ownRule(at, path).map(offered(CodeActionKind.RefactorExtract)),
  ];
}

interface PolicyAt extends Source {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
}

function peerRewritings(at: PolicyAt, path: FieldPath): readonly Fix[] {
  const [, , , list, index] = path;
  if (typeof index !== 'number' || (list !== 'from' && list !== 'to')) return [];
  const peers = path.slice(0, 4);
  return [
    ...merge(at, peers, index, 'next'),
    ...merge(at, peers, index - 1, 'previous'),
    ...split(at, [...peers, index]),
  ];
}

/** Two neighbours of which one asks for pods and the other for namespaces. */
function merge(at: PolicyAt, peers: FieldPath, index: number, other: 'next' | 'previous'): readonly Fix[] {
  const [first, second] = [
    [...peers, index],
    [...peers, index + 1],
  ];
  const forms = [formAt(at.resource, first), formAt(at.resource, second)];
  if (!forms.includes('pods') || !forms.includes('namespaces')) return [];
  const [pods, namespaces] = forms[0] === 'pods' ? [first, second] : [second, first];
  const edits = mergeItems(at, first, second);
  const own = peerPredicate(at.policy, pods);
  const whole = peerPredicate(at.policy, namespaces);
  if (edits === undefined || own === undefined || whole === undefined) return [];
  const { workloads } = readingOf(at.snapshot, both(whole, anywhere(own)));
  const title = withAdmitted(`Merge with the ${other} peer (both selectors must match)`, workloads);
  return [{ title, edits }];
}

/** Alone, a selector of pods means those beside the policy. */
function split(at: PolicyAt, path: FieldPath): readonly Fix[] {
  const second = at.resource.keysOf(path).at(-1)?.name;
  const predicate = peerPredicate(at.policy, path);
  const { namespace } = at.policy.ref;
  if (formAt(at.resource, path) !== 'both' || second === undefined || predicate === undefined) return [];
  const edits = splitItem(at, path, second);
  if (edits === undefined || namespace === undefined) return [];
  const readings = [
    readingOf(at.snapshot, namespacesOf(predicate)),
    readingOf(at.snapshot, both({ op: 'namespace', name: namespace }, anywhere(predicate))),
  ];
  const workloads = [...new Set(readings.flatMap((reading) => reading.workloads))];
  return [{ title: withAdmitted('Split into two peers (either is enough)', workloads), edits }];
}

/** One of several peers moves to a new rule. What is allowed stays the same: its ports are written there again. */
function ownRule(at: PolicyAt, path: FieldPath): readonly Fix[] {
  const [, direction, rule, list] = path;
  if (path.length < 5 || direction === undefined || (list !== 'from' && list !== 'to')) return [];
  const ports = valueAt(at.resource.value, ['spec', direction, rule ?? 0, 'ports']);
  const edits = extractedItem(at, path.slice(0, 5), ['spec', direction], (peer) => {
    if (ports === undefined) return { [list]: [peer] };
    return isNewValue(ports) ? { [list]: [peer], ports } : undefined;
  });
  const title = `Move this peer to a rule of its own${ports === undefined ? '' : ', with the same ports'}`;
  return edits === undefined ? [] : [{ title, edits }];
}

function formAt({ value }: Resource, path: FieldPath): ReturnType<typeof peerForm> {
  const peer = valueAt(value, path);
  return isMembers(peer) ? peerForm(peer) : 'unclear';
}

/** On the egress of a policy that does not let its pods ask the DNS. */
function dnsRule(at: PolicyAt, path: FieldPath): readonly Fix[] {
  const { egress } = at.policy;
  if (!isAt(path, 'egress') || egress === undefined) return [];
  if (egress.some((rule) => mayReachDns(rule, at.snapshot))) return [];
  const edit = appendedObject(at, ['spec', 'egress'], DNS_RULE);
  return edit === undefined ? [] : [{ title: 'Add a rule for DNS (kube-dns in kube-system)', edits: [edit] }];
}

/** On the policy as a whole, or on its `policyTypes`. */
function isAt(path: FieldPath, name: string): boolean {
  return path.length <= 1 || (path[0] === 'spec' && (path.length === 1 || path[1] === name));
}

/** On the types of a policy that governs one direction only. */
function missingDirection(at: PolicyAt, path: FieldPath): readonly Fix[] {
  if (!isAt(path, 'policyTypes')) return [];
  const spec = field(at.resource.value, 'spec');
  const types = items(field(spec, 'policyTypes'));
  const missing = DIRECTIONS.filter((direction) => !types.includes(POLICY_TYPE[direction]));
  const [direction] = missing;
  if (direction === undefined || missing.length > 1) return [];
  const edit = appendedItem(at, ['spec', 'policyTypes'], POLICY_TYPE[direction]);
  const hasRules = items(field(spec, direction)).length > 0;
  const effect = hasRules ? 'its rules take effect' : `denies all ${direction}`;
  return edit === undefined
    ? []
    : [{ title: `Add ${POLICY_TYPE[direction]} to policyTypes: ${effect}`, edits: [edit] }];
}

const DIRECTIONS: readonly RuleDirection[] = ['ingress', 'egress'];
