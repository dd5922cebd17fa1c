/**
 * Rule: a port whose protocol is left out, and which is hardly meant to be TCP.
 */
import { groupBy } from '../evaluator/group-by';
import type { EndpointPredicate, Protocol } from '../evaluator/model';
import { perKey, perObject, predicateKey } from './api/computed-once';
import { destinationPredicates, portParts, selectedByAny, type PortPart } from './api/destinations';
import { itemRange, valueRange } from './api/place';
import { itemsOf, type DirectedPart } from './api/policy-parts';
import { contentRange, textOf } from './fixes/layout';
import { insertionBefore } from './fixes/member';
import { isJson } from './fixes/new-item';
import type { Finding, Fix, Rule, RuleContext } from './rule';

/** Services that are offered over UDP alone. DNS, which has both, has a rule of its own. */
const UDP_SERVICES: ReadonlyMap<unknown, string> = new Map([
  [67, 'DHCP'],
  [68, 'DHCP'],
  [69, 'TFTP'],
  [123, 'NTP'],
  [161, 'SNMP'],
  [500, 'IKE'],
  [4500, 'IPsec'],
  [4789, 'VXLAN'],
]);

export const rule = {
  id: 'port-protocol-defaulted',
  severity: 'warning',
  documentation: {
    title: 'A port that is TCP for want of a protocol',
    clusterDoes:
      'A port without a protocol is a TCP port. An item without a port is every port of its protocol: {} is all of TCP, and nothing of UDP.',
    meant:
      'The protocol that the pods speak there. The rule speaks about ports of services that only UDP has, about ports that a selected container has for UDP only, and about {}.',
    bad: 'ports:\n- port: 123',
    good: 'ports:\n- protocol: UDP\n  port: 123',
    link: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
  },
  *check(context) {
    for (const item of portParts(context.parts.rules)) {
      if ((item.value['protocol'] ?? undefined) !== undefined) continue;
      if (Object.keys(item.value).length === 0) yield allOfTcp(context, item);
      else if (typeof item.value['port'] === 'number') yield* onePort(context, item);
    }
  },
} satisfies Rule;

function allOfTcp(context: RuleContext, item: PortPart): Finding {
  return {
    range: itemRange(context, item.path),
    message:
      'An item without a port and a protocol is all of TCP, not every protocol. Write protocol: TCP, or leave out ports if everything is meant.',
    fixes: writeTcp(context, item),
  };
}

function writeTcp(context: RuleContext, { path }: PortPart): readonly Fix[] {
  const range = contentRange(context, path);
  if (range === undefined || !/^\{\s*\}$/u.test(textOf(context, range))) return [];
  const newText = isJson(context) ? '{"protocol": "TCP"}' : '{protocol: TCP}';
  return [{ title: 'Write protocol: TCP, as it is now', edits: [{ range, newText }], safe: true }];
}

function* onePort(context: RuleContext, item: PortPart): Iterable<Finding> {
  if (hasUdpToo(item)) return;
  const onPods = protocolsOnPods(context, item);
  const why = onPods.has('UDP') ? 'the pods have it for UDP' : udpByCustom(item);
  if (why === undefined || onPods.has('TCP')) return;
  yield {
    range: valueRange(context, [...item.path, 'port']),
    message: `Without a protocol this is TCP port ${String(item.value['port'])}, but ${why}. Write protocol: UDP.`,
    fixes: writeUdp(context, item),
  };
}

function hasUdpToo({ rule: directed, value }: PortPart): boolean {
  return udpPorts(directed).has(value['port']);
}

const udpPorts = perObject((directed: DirectedPart): ReadonlySet<unknown> => {
  const udp = itemsOf(directed, 'ports').filter(({ value }) => value['protocol'] === 'UDP');
  return new Set(udp.map(({ value }) => value['port']));
});

/** The protocols for which containers of the destination have the port. */
function protocolsOnPods({ snapshot, file, resource }: RuleContext, item: PortPart): ReadonlySet<Protocol> {
  const policy = snapshot.policyOf(file, resource);
  if (policy === undefined) return NONE;
  return protocolsByPort(snapshot, destinationPredicates(policy, item.rule)).get(item.value['port']) ?? NONE;
}

const NONE: ReadonlySet<Protocol> = new Set();

const protocolsByPort = perKey(
  (predicates: readonly EndpointPredicate[]) => predicateKey(...predicates),
  (known, predicates): ReadonlyMap<unknown, ReadonlySet<Protocol>> => {
    const ports = selectedByAny(known, predicates).flatMap((workload) => workload.ports);
    const byPort = groupBy(ports, ({ port }) => port);
    return new Map(
      Array.from(byPort, ([port, same]) => [port, new Set(same.map(({ protocol }) => protocol))] as const),
    );
  },
);

function udpByCustom({ value }: PortPart): string | undefined {
  const service = UDP_SERVICES.get(value['port']);
  return service && `${service} goes over UDP`;
}

function writeUdp(context: RuleContext, { path }: PortPart): readonly Fix[] {
  const word = isJson(context) ? '"UDP"' : 'UDP';
  const edit = insertionBefore(context, [...path, 'port'], 'protocol', word);
  return edit === undefined ? [] : [{ title: 'Write protocol: UDP', edits: [edit], preferred: true }];
}
