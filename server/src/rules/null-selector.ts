/**
 * Rule: a selector key with nothing behind it. Null is not empty: in a peer it counts as if it were not there.
 */
import type { Policy } from '../evaluator/model';
import { formatPath, type FieldPath } from '../manifests/document';
import { keyRange, type Source } from './api/place';
import { isMembers, isSet, type DirectedPart, type Part } from './api/policy-parts';
import { anywhere, both, namedWorkloads, peerPredicate, readingOf, readingText } from './api/readings';
import { removalOf } from './fixes/member';
import { writeValue } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

const SELECTORS = ['podSelector', 'namespaceSelector'] as const;
const PEER_FIELDS = [...SELECTORS, 'ipBlock'] as const;

type SelectorKey = (typeof SELECTORS)[number];

export const rule = {
  id: 'null-selector',
  severity: 'warning',
  documentation: {
    title: 'A selector with nothing behind its key',
    clusterDoes:
      'In a peer, a selector without a value counts as if it were not there: the other selector alone decides, and with nothing else the API server rejects the peer. matchLabels without a value is an empty selector and matches everything.',
    meant:
      'Either {} for “all”, or labels that a template did not fill in. It keeps quiet about {} written out, and about a null for spec.podSelector, which is the same; matchLabels without a value in it is information.',
    bad: 'from:\n- namespaceSelector:\n    matchLabels: {team: tills}\n  podSelector:',
    good: 'from:\n- namespaceSelector:\n    matchLabels: {team: tills}\n  podSelector: {}',
    link: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    for (const peer of context.parts.peers) yield* nullMembers(context, policy, peer);
    for (const selector of context.parts.selectors) yield* nullLabels(context, selector);
  },
} satisfies Rule;

function* nullMembers(
  context: RuleContext,
  policy: Policy | undefined,
  peer: DirectedPart,
): Iterable<Finding> {
  const { path, value } = peer;
  const empty = SELECTORS.filter((key) => value[key] === null);
  const [first] = empty;
  // A key that does not belong here probably slipped out of the empty selector, and has a finding of its own.
  const hasForeignKeys = Object.keys(value).some((key) => !PEER_FIELDS.some((field) => field === key));
  if (first === undefined || hasForeignKeys) return;
  if (!PEER_FIELDS.some((key) => isSet(value[key]))) {
    yield rejectedPeer(context, path, first);
    return;
  }
  for (const key of empty) yield ignoredSelector(context, policy, peer, key);
}

function rejectedPeer(source: Source, path: FieldPath, key: SelectorKey): Finding {
  const field = [...path, key];
  const all = key === 'podSelector' ? 'all pods of this namespace' : 'all pods of all namespaces';
  return {
    range: keyRange(source, field),
    message: `${key} has no value, so this peer names nobody and the API server rejects it. For ${all} write ${key}: {}.`,
    severity: 'error',
    field: formatPath(path),
    reason: 'Required',
    missing: true,
    // Nobody opens a policy to the whole cluster by a click: what was to stand there is unknown.
    fixes:
      key === 'podSelector' ? writeValue(source, field, '{}', { title: `Write ${key}: {} for ${all}` }) : [],
  };
}

/** The peer has something else, and that alone decides. */
function ignoredSelector(
  context: RuleContext,
  policy: Policy | undefined,
  { path, value }: DirectedPart,
  key: SelectorKey,
): Finding {
  const field = [...path, key];
  const other = PEER_FIELDS.find((candidate) => isSet(value[candidate])) ?? 'the rest';
  const now = policy && peerPredicate(policy, path);
  const reading = now && readingText(readingOf(context.snapshot, now));
  const counts = reading === undefined ? '' : ` Now: ${reading}.`;
  const removal = removalOf(context, field);
  return {
    range: keyRange(context, field),
    message:
      `${key} has no value, so it counts as if it were not there: ${other} alone decides.${counts} ${otherReading(context, policy, path, key)}`.trimEnd(),
    fixes: [
      ...(other === 'ipBlock' ? [] : writeEmpty(context, field, key)),
      ...(removal === undefined
        ? []
        : [{ title: `Remove ${key} (same meaning)`, edits: [removal], safe: true }]),
    ],
  };
}

/** What `{}` would mean: the same for pods, every namespace for namespaces. */
function otherReading(
  { snapshot }: RuleContext,
  policy: Policy | undefined,
  path: FieldPath,
  key: SelectorKey,
): string {
  const now = policy && peerPredicate(policy, path);
  if (now === undefined) return '';
  if (key === 'podSelector') return 'If a template should have filled in labels, fewer pods are meant.';
  const everywhere = both({ op: 'all', of: [] }, anywhere(now));
  return `With namespaceSelector: {}: ${namedWorkloads(readingOf(snapshot, everywhere).workloads)}.`;
}

function writeEmpty(source: Source, field: FieldPath, key: SelectorKey): readonly Fix[] {
  const isSame = key === 'podSelector';
  const title = isSame
    ? 'Write podSelector: {} for all pods (same meaning)'
    : 'Write namespaceSelector: {} for all namespaces';
  return writeValue(source, field, '{}', { title, ...(isSame && { safe: true }) });
}

/** `matchLabels:` without a value, with no other requirement beside it. */
function* nullLabels(source: Source, { path, value }: Part): Iterable<Finding> {
  const keys = ['matchLabels', 'matchExpressions'].filter((key) => value[key] === null);
  const [first] = keys;
  const hasRequirements = Object.values(value).some((member) => isMembers(member) || Array.isArray(member));
  const hasUnknownKeys = Object.keys(value).some(
    (key) => key !== 'matchLabels' && key !== 'matchExpressions',
  );
  if (first === undefined || hasRequirements || hasUnknownKeys) return;
  const field = [...path, first];
  yield {
    range: keyRange(source, field),
    message: `${first} has no value, so this selector is empty and matches ${scopeOf(path)}. If that is meant, write ${String(path.at(-1))}: {}.`,
    // A policy for all pods of its namespace is often written so; of a peer, it is wider than it looks.
    ...(path.length === 2 && { severity: 'info' as const }),
    fixes: keys.length === 1 ? emptied(source, path) : [],
  };
}

function scopeOf(path: FieldPath): string {
  return path.at(-1) === 'namespaceSelector' ? 'all namespaces' : 'all pods';
}

function emptied(source: Source, path: FieldPath): readonly Fix[] {
  const title = `Write ${String(path.at(-1))}: {} for ${scopeOf(path)} (same meaning)`;
  return writeValue(source, path, '{}', { title, safe: true });
}
