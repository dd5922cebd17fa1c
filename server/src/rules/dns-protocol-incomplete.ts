/**
 * Rule: DNS allowed over one of its two protocols.
 */
import type { Policy, PolicyRule, PortMatch, Protocol } from '../evaluator/model';
import { answerTo } from '../workspace/reads';
import type { Snapshot } from '../workspace/snapshot';
import { DNS_PORTS, isDnsPort } from './api/dns';
import { modelRule, portParts, type PortPart } from './api/destinations';
import { valueRange } from './api/place';
import type { DirectedPart, RuleDirection } from './api/policy-parts';
import { perKey } from './api/computed-once';
import { togetherAmong } from './api/selected-together';
import { appendedObject } from './fixes/new-item';
import type { Finding, Fix, Rule, RuleContext } from './rule';

export const rule = {
  id: 'dns-protocol-incomplete',
  severity: 'warning',
  documentation: {
    title: 'DNS over one protocol only',
    clusterDoes:
      'Lookups go over UDP, and over TCP when an answer is long. A port without a protocol is a TCP port: with that alone, nearly every lookup fails. With UDP alone, long answers fail.',
    meant:
      'Both, UDP 53 and TCP 53. It keeps quiet where another rule or policy for the same pods allows the other protocol. UDP alone is information only: it works most of the time.',
    bad: 'podSelector: {}\npolicyTypes: [Egress]\negress:\n- ports:\n  - port: 53',
    good: 'podSelector: {}\npolicyTypes: [Egress]\negress:\n- ports:\n  - {protocol: UDP, port: 53}\n  - {protocol: TCP, port: 53}',
    link: 'https://www.rfc-editor.org/rfc/rfc7766',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    for (const directed of context.parts.rules) {
      const missing = missingProtocol(policy, directed);
      const [first] = portParts([directed]);
      if (missing === undefined || first === undefined) continue;
      if (!isAllowedElsewhere(policy, directed.direction, missing, context.snapshot)) {
        yield finding(context, first, missing);
      }
    }
  },
} satisfies Rule;

/** The protocol that a rule for DNS alone leaves out. */
function missingProtocol(policy: Policy, directed: DirectedPart): Protocol | undefined {
  const { ports = [] } = modelRule(policy, directed) ?? {};
  if (ports === 'any' || ports.length === 0 || !ports.every(isNumberOfDns)) return undefined;
  const has = (protocol: Protocol): boolean => ports.some((match) => match.protocol === protocol);
  if (has('UDP') === has('TCP')) return undefined;
  return has('UDP') ? 'TCP' : 'UDP';
}

function isNumberOfDns(match: PortMatch): boolean {
  return match.kind === 'range' && isDnsPort(match);
}

function isAllowedElsewhere(
  policy: Policy,
  direction: RuleDirection,
  protocol: Protocol,
  snapshot: Snapshot,
): boolean {
  return (
    isAllowedBy(policy, direction, protocol) ||
    answerTo(snapshot, (known) => othersAllow(known, direction, protocol)(policy).length > 0)
  );
}

const othersAllow = perKey(
  (direction: RuleDirection, protocol: Protocol) => `${direction} ${protocol}`,
  ({ cluster }, direction, protocol) =>
    togetherAmong(cluster.policies.filter((policy) => isAllowedBy(policy, direction, protocol))),
);

function isAllowedBy(policy: Policy, direction: RuleDirection, protocol: Protocol): boolean {
  return (policy[direction] ?? []).some((one) => allows(one, protocol));
}

/** A name may stand for the port as well. */
function allows({ verdict, ports }: PolicyRule, protocol: Protocol): boolean {
  if (verdict !== 'allow' || ports === 'any') return verdict === 'allow';
  return ports.some((match) => {
    if (match.protocol !== undefined && match.protocol !== protocol) return false;
    return match.kind === 'named'
      ? isDnsPort(match)
      : [...DNS_PORTS].some((port) => match.port <= port && port <= match.endPort);
  });
}

function finding(
  context: RuleContext,
  { path, value, rule: directed }: PortPart,
  missing: Protocol,
): Finding {
  const port = Number(value['port']);
  const isDefault = (value['protocol'] ?? undefined) === undefined;
  const why = isDefault ? 'Without a protocol this is TCP only' : 'This is TCP only';
  const message =
    missing === 'UDP'
      ? `${why}, and lookups of names go over UDP: nearly all of them fail. Allow UDP ${port} as well.`
      : `This is UDP only: DNS answers that are too long for UDP go over TCP, and fail. Allow TCP ${port} as well.`;
  return {
    range: valueRange(context, [...path, 'port']),
    message,
    severity: missing === 'UDP' ? 'warning' : 'info',
    fixes: addProtocol(context, [...directed.path, 'ports'], missing, port),
  };
}

function addProtocol(
  context: RuleContext,
  path: PortPart['path'],
  protocol: Protocol,
  port: number,
): readonly Fix[] {
  const edit = appendedObject(context, path, { protocol, port });
  return edit === undefined
    ? []
    : [{ title: `Allow ${protocol} ${port} as well`, edits: [edit], preferred: true }];
}
