/**
 * What else there is to know about an answer, one sentence for each; all that was taken for granted is one together.
 * Knows no places.
 */
import type { Assumption, Caveat, Remark } from '../evaluator/answers';
import type { PolicyRule, Service, ServicePort, Workload } from '../evaluator/model';
import { workloadId } from '../evaluator/model';
import { assumedClauses, type NoteStyle } from './assumed';
import { connectionText } from './connections';
import { policyName, serviceId, targetName } from './names';
import { list } from './quantities';
import { hitsText } from './rule-hits';
import { peerText } from './selectors';
import { PLAIN, type Style } from './style';

/** What stands behind an answer: a label, and a sentence without a period. */
export interface Note {
  readonly label: 'Note' | 'Assumed';
  readonly text: string;
}

/** A note for each remark, then one for everything that was taken for granted. */
export function notes(caveats: readonly Caveat[], options: NoteStyle = {}): readonly Note[] {
  const { style = PLAIN } = options;
  const remarks = caveats.filter(isRemark).map((remark) => caveatText(remark, style));
  const clauses = assumedClauses(caveats.filter(isAssumption), options);
  return [
    ...Array.from(new Set(remarks), (text): Note => ({ label: 'Note', text })),
    ...(clauses.length === 0 ? [] : [{ label: 'Assumed', text: clauses.join('; ') } as const]),
  ];
}

/** A note that stands alone, without a period. */
export function noteText({ label, text }: Note): string {
  return label === 'Note' ? text : `${label}: ${text}`;
}

const ASSUMED: Readonly<Record<Assumption['kind'], true>> = {
  'host-network': true,
  'host-network-peers': true,
  'addresses-outside': true,
  'cidr-may-match-pods': true,
  'undeclared-namespace': true,
  'policies-not-read': true,
  'run-time-labels': true,
};

function isAssumption(caveat: Caveat): caveat is Assumption {
  return caveat.kind in ASSUMED;
}

function isRemark(caveat: Caveat): caveat is Remark {
  return !isAssumption(caveat);
}

/** One sentence, without a period. */
export function caveatText(caveat: Remark, style: Style = PLAIN): string {
  const name = (text: string): string => style(text, 'name');
  switch (caveat.kind) {
    case 'service-without-pods':
      return `No pod in the manifests is behind ${name(serviceId(caveat.service))}`;
    case 'service-alias':
      return `${name(serviceId(caveat.service))} is another name for ${name(serviceId(caveat.of))}`;
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
    return `${name} has no selector: its endpoints are kept by hand and not read, so this is about any address outside`;
  }
  return `${name} is another name for ${style(service.externalName, 'name')}, whose addresses are not known here`;
}

function portsOffered({ ports }: Service): string {
  return ports.length === 0 ? '' : `; it has ${list(ports.map(servicePortText))}`;
}

function servicePortText({ name, port, protocol }: ServicePort): string {
  return name === undefined ? `${port}/${protocol}` : `${port}/${protocol} (${name})`;
}
