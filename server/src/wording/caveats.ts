/**
 * What an answer rests on that the manifests do not say, one sentence for each. Knows no places.
 */
import type { Caveat } from '../evaluator/answers';
import type { PolicyRule, Service, ServicePort, Workload } from '../evaluator/model';
import { workloadId } from '../evaluator/model';
import { connectionText } from './connections';
import { policyName, serviceId, targetName } from './names';
import { list } from './quantities';
import { hitsText } from './rule-hits';
import { peerText } from './selectors';
import { PLAIN, type Style } from './style';

/** One sentence, without a period. */
export function caveatText(caveat: Caveat, style: Style = PLAIN): string {
  const name = (text: string): string => style(text, 'name');
  switch (caveat.kind) {
    case 'host-network':
      return `${name(workloadId(caveat.workload))} is on the host network: its traffic is the node's, on which policies have no defined effect`;
    case 'cidr-may-match-pods':
      return podAddressText(caveat, style);
    case 'undeclared-namespace':
      return `Namespace ${name(caveat.namespace)} is not declared in the manifests: only its name is known, no other label`;
    case 'service-without-pods':
      return `No pod in the manifests is behind ${name(serviceId(caveat.service))}`;
    case 'service-without-selector':
      return withoutSelectorText(caveat.service, style);
    case 'service-port-unknown':
      return `${name(serviceId(caveat.service))} has no port ${caveat.port}${portsOffered(caveat.service)}`;
    case 'target-port-unresolved':
      return `${name(workloadId(caveat.workload))} has no port named ${name(caveat.port)}, to which ${name(serviceId(caveat.service))} sends`;
    case 'port-name-unresolved':
      return `${name(workloadId(caveat.workload))} has no port named ${name(caveat.port)}`;
    case 'no-entrance':
      return noEntranceText(caveat, style);
    case 'same-workload':
      return sameWorkloadText(caveat.workload, style);
    case 'undecided-peer':
      return `Manifests cannot tell whether ${peerText(caveat.peer, style)} match here (${name(policyName(caveat.policy.ref))}, ${caveat.peer.path})`;
    case 'undecided-rule':
      return `Manifests cannot tell whether ${name(policyName(caveat.policy.ref))} (${caveat.rule.path}) applies here: that depends on ${CONDITIONS[caveat.rule.condition ?? 'addresses']}`;
    case 'equal-order':
      return `${hitsText([caveat.first, caveat.second], style)} have the same order and disagree: either may win`;
  }
}

const CONDITIONS: Readonly<Record<NonNullable<PolicyRule['condition']>, string>> = {
  'source-ports': 'the port of the source',
  http: 'the HTTP request',
  authentication: 'authentication',
  addresses: 'the addresses of pods',
};

/** What was taken for granted of an address that no manifest tells. */
function podAddressText(
  { policy, peer }: Extract<Caveat, { kind: 'cidr-may-match-pods' }>,
  style: Style,
): string {
  const who = peerText(peer, style);
  const where = `(${style(policyName(policy.ref), 'name')}, ${peer.path})`;
  if (peer.kind === 'nodes')
    return `Addresses are taken to be outside the cluster, so a rule for ${who} does not apply ${where}`;
  if (peer.kind === 'addresses' && peer.coversPods === true) {
    return `Manifests do not tell which pods have ${who} ${where}; here none has`;
  }
  return `Network plugins differ on whether ${who} can be pods ${where}; here they are not`;
}

function noEntranceText(
  { destination, ledTo }: Extract<Caveat, { kind: 'no-entrance' }>,
  style: Style,
): string {
  const none = 'No Ingress, Gateway route or OpenShift Route leads to';
  if (destination === undefined) return `${none} any pod`;
  const name = style(targetName(destination), 'name');
  return ledTo === undefined
    ? `${none} ${name}`
    : `${none} this port of ${name}, only to ${connectionText(ledTo)}`;
}

function sameWorkloadText(workload: Workload, style: Style): string {
  const name = style(workloadId(workload), 'name');
  if (workload.kind === 'Pod') return `${name} is one pod, which reaches itself whatever policies say`;
  return `Source and destination are both ${name}: the answer is for two of its pods`;
}

function withoutSelectorText(service: Service, style: Style): string {
  const name = style(serviceId(service), 'name');
  if (service.externalName === undefined) {
    return `${name} has no selector: its endpoints are kept by hand and are not known here`;
  }
  return `${name} is another name for ${style(service.externalName, 'name')}, whose addresses are not known here`;
}

function portsOffered({ ports }: Service): string {
  return ports.length === 0 ? '' : `; it has ${list(ports.map(servicePortText))}`;
}

function servicePortText({ name, port, protocol }: ServicePort): string {
  return name === undefined ? `${port}/${protocol}` : `${port}/${protocol} (${name})`;
}
