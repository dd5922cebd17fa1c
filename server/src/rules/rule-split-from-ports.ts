/**
 * Rule: a dash that makes a rule of its own of the ports, so that they hold for everybody.
 */
import { itemRange, type Source } from './api/place';
import type { DirectedPart } from './api/policy-parts';
import { splitRules } from './api/split-rules';
import { commentAbove, mergeItems } from './fixes/peer-items';
import type { Finding, Fix, Rule } from './rule';

const ID = 'rule-split-from-ports';

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
    for (const { first, second } of splitRules(context, context.parts.rules)) {
      yield finding(context, first, second);
    }
  },
} satisfies Rule;

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
