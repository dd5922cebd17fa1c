/**
 * Rule: a rule without peers, which is a rule for everybody. An empty list reads like nobody, and means anybody.
 */
import type { PolicyRule } from '../evaluator/model';
import { modelRule } from './api/destinations';
import { isForDns } from './api/dns';
import { keyRange, itemRange } from './api/place';
import { PEERS_KEY, type DirectedPart } from './api/policy-parts';
import { splitRules } from './api/split-rules';
import { insertionBefore } from './fixes/member';
import { flowText, isJson } from './fixes/new-item';
import { writeValue } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext } from './rule';

/** The author says that everybody is meant. */
const MEANT_FOR_ALL =
  /(?:^|[-_. ])(?:allow-all|public|open|internet|world|any(?:where|body|one)?|everyone|everywhere)(?:$|[-_. ])/iu;

const OWN_NAMESPACE = [{ podSelector: {} }];

export const rule = {
  id: 'rule-allows-any-peer',
  severity: 'info',
  documentation: {
    title: 'A rule without peers, which is for everybody',
    clusterDoes:
      'from and to that are missing, null or [] all mean anybody: every pod, every node and every address outside the cluster. An empty list of peers does not mean nobody; that would be an empty list of rules.',
    meant:
      'Often nobody yet, where a list was left empty, or one peer that was not written down. It keeps quiet about egress to any destination on certain ports that is written as to: [], about DNS, and about policies whose name says that everybody is meant.',
    bad: 'ingress:\n- from: []\n  ports:\n  - {protocol: TCP, port: 9000}',
    good: 'ingress:\n- from:\n  - podSelector: {}\n  ports:\n  - {protocol: TCP, port: 9000}',
    link: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined || MEANT_FOR_ALL.test(policy.ref.name)) return;
    const split = splitRules(context, context.parts.rules).flatMap(({ first, second }) => [first, second]);
    for (const part of context.parts.rules) {
      const rule = modelRule(policy, part);
      if (rule?.peers !== 'any' || isForDns(rule) || split.includes(part) || hasLostPeers(part)) continue;
      if (Object.hasOwn(part.value, PEERS_KEY[part.direction])) yield* emptyPeers(context, part, rule);
      else if (rule.ports !== 'any') yield noPeers(context, part);
    }
  },
} satisfies Rule;

const PEER_FIELDS = ['podSelector', 'namespaceSelector', 'ipBlock'] as const;

/** Members of a peer stand beside the key they belong under: that slip has a finding of its own. */
function hasLostPeers({ value }: DirectedPart): boolean {
  return PEER_FIELDS.some((key) => Object.hasOwn(value, key));
}

/** `to: []` beside ports is how many write "anywhere on these ports". */
function* emptyPeers(context: RuleContext, part: DirectedPart, { ports }: PolicyRule): Iterable<Finding> {
  const { direction, path, value } = part;
  const key = PEERS_KEY[direction];
  if (direction === 'egress' && ports !== 'any' && value[key] !== null) return;
  const written = value[key] === null ? `${key} without a value` : `${key}: []`;
  yield {
    range: keyRange(context, [...path, key]),
    message: `${written} means anybody, not nobody: ${whoText(part, ports !== 'any')}. To allow nobody, write ${direction}: [] and no rule.`,
    fixes: [
      ...(direction === 'ingress' ? ownNamespace(context, part) : []),
      ...denial(context, part, 'nobody'),
    ],
  };
}

function whoText({ direction }: DirectedPart, hasPorts: boolean): string {
  const where = hasPorts ? 'on these ports' : 'on every port';
  return direction === 'ingress'
    ? `every pod, node and address outside may connect ${where}`
    : `every destination inside and outside the cluster may be reached ${where}`;
}

function noPeers(context: RuleContext, part: DirectedPart): Finding {
  const key = PEERS_KEY[part.direction];
  return {
    range: itemRange(context, part.path),
    message: `This rule has no ${key}: ${whoText(part, true)}.`,
    severity: 'hint',
    fixes: part.direction === 'ingress' ? insertOwnNamespace(context, part) : [],
  };
}

function ownNamespace(context: RuleContext, { path, direction }: DirectedPart): readonly Fix[] {
  const key = PEERS_KEY[direction];
  const value = flowText(OWN_NAMESPACE, isJson(context));
  return writeValue(context, [...path, key], value, { title: 'Allow only the pods of this namespace' });
}

function insertOwnNamespace(context: RuleContext, { path, direction }: DirectedPart): readonly Fix[] {
  const value = flowText(OWN_NAMESPACE, isJson(context));
  const edit = insertionBefore(context, [...path, 'ports'], PEERS_KEY[direction], value);
  return edit === undefined ? [] : [{ title: 'Allow only the pods of this namespace', edits: [edit] }];
}

/** Only where the policy isolates the direction by name, and has no other rule for it. */
function denial(context: RuleContext, { direction }: DirectedPart, who: string): readonly Fix[] {
  const spec = context.parts.spec?.value ?? {};
  const rules = spec[direction];
  const types = spec['policyTypes'];
  if (!Array.isArray(rules) || rules.length !== 1) return [];
  if (!Array.isArray(types) || types.length === 0) return [];
  return writeValue(context, ['spec', direction], '[]', { title: `Allow ${who} (${direction}: [])` });
}
