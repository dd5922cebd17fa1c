/**
 * Rule: a dash that makes a rule of its own of the ports, so that they hold for everybody.
 */
import type { FieldPath } from '../manifests/document';
import { itemRange, type Source } from './api/place';
import { isMembers, PEERS_KEY, type DirectedPart } from './api/policy-parts';
import { commentAbove, mergeItems } from './fixes/peer-items';
import { lineStart } from './fixes/layout';
import type { Finding, Fix, Rule } from './rule';

const ID = 'rule-split-from-ports';

/** A rule that lets everybody ask the DNS, or lets out every question to it, is ordinary. */
const DNS_PORTS: ReadonlySet<unknown> = new Set([53, 5353, 'dns', 'dns-tcp']);

export const rule = {
  id: ID,
  severity: 'warning',
  documentation: {
    title: 'Peers and ports that a dash makes two rules of',
    clusterDoes:
      'Two rules: the first allows its peers on every port, the second allows everybody, inside and outside the cluster, on its ports.',
    meant:
      'One rule: those peers on those ports. It keeps quiet about rules for DNS, and where a comment above the second rule begins a new topic.',
    bad: 'egress:\n- to:\n  - podSelector:\n      matchLabels: {app: ledger}\n- ports:\n  - {protocol: TCP, port: 5432}',
    good: 'egress:\n- to:\n  - podSelector:\n      matchLabels: {app: ledger}\n  ports:\n  - {protocol: TCP, port: 5432}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  *check(context) {
    const rules = context.parts.rules;
    for (const [index, first] of rules.entries()) {
      const second = rules[index + 1];
      if (second?.direction !== first.direction || !isSplit(first, second)) continue;
      if (!beginsNewTopic(context, second.path)) yield finding(context, first, second);
    }
  },
} satisfies Rule;

/** One has peers only, the other ports only. */
function isSplit(first: DirectedPart, second: DirectedPart): boolean {
  const [withPeers, withPorts] = hasOnly(first, PEERS_KEY[first.direction])
    ? [first, second]
    : [second, first];
  return (
    hasOnly(withPeers, PEERS_KEY[withPeers.direction]) && hasOnly(withPorts, 'ports') && !isForDns(withPorts)
  );
}

function hasOnly({ value }: DirectedPart, key: string): boolean {
  const list = value[key];
  return Object.keys(value).length === 1 && Array.isArray(list) && list.length > 0;
}

function isForDns({ value: { ports } }: DirectedPart): boolean {
  return Array.isArray(ports) && ports.every((item) => isMembers(item) && DNS_PORTS.has(item['port']));
}

function beginsNewTopic({ file: { text }, resource }: Source, path: FieldPath): boolean {
  const dash = resource.locate(path)?.dash;
  if (dash === undefined) return false;
  const before = text.slice(0, lineStart(text, dash.start)).trimEnd();
  return /^\s*#(?!\s*podreach-)/u.test(before.slice(before.lastIndexOf('\n') + 1));
}

function finding(source: Source, first: DirectedPart, second: DirectedPart): Finding {
  const { direction } = second;
  const everybody =
    direction === 'ingress' ? 'everybody may connect to' : 'every destination may be reached on';
  const range = itemRange(source, second.path);
  return {
    range,
    message: `The dash begins a second rule. Now: the peers are allowed on every port, and ${everybody} the listed ports. As one rule: those peers on those ports.`,
    related: [
      { file: source.file.file, range: itemRange(source, first.path), message: 'The rule before it.' },
    ],
    fixes: [...join(source, first, second), ...keep(source, range.start)],
  };
}

function join(source: Source, first: DirectedPart, second: DirectedPart): readonly Fix[] {
  const edits = mergeItems(source, first.path, second.path);
  return edits === undefined ? [] : [{ title: 'Join into one rule: those peers on those ports', edits }];
}

function keep(source: Source, offset: number): readonly Fix[] {
  const edit = commentAbove(source, offset, `# podreach-ignore ${ID}: two rules are meant`);
  return edit === undefined ? [] : [{ title: 'Keep two rules, and say so in a comment', edits: [edit] }];
}
