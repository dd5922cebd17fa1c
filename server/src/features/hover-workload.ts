/**
 * Hovers of workloads and Services: who reaches them, and which policies have a say.
 */
import type { Direction, Service, ServicePort, Workload } from '../evaluator/model';
import type { Snapshot } from '../workspace/snapshot';
import { policyName } from '../wording/names';
import { count, list, plural, share } from '../wording/quantities';
import { reachCount } from '../wording/reach';
import { pageLink, workloadNames, type Paragraphs } from './hover-words';
import { bulletList, inlineCode } from './markdown';

export function workloadHover(
  { evaluator }: Snapshot,
  target: { kind: 'workload'; workload: Workload },
): Paragraphs {
  const from = reachCount(evaluator.reach('to', target));
  const to = reachCount(evaluator.reach('from', target));
  const { workload } = target;
  return [
    `${share(from.reachable, from.total, 'workload')} can reach this; it can reach ${to.reachable} of ${to.total}.`,
    bulletList([
      isolation('ingress', evaluator.policiesSelecting(workload, 'ingress')),
      isolation('egress', evaluator.policiesSelecting(workload, 'egress')),
    ]),
    workload.hostNetwork
      ? "It is on the host network: its traffic is the node's, on which policies have no defined effect."
      : undefined,
    pageLink('the two sorts of pod isolation', 'the-two-sorts-of-pod-isolation'),
  ];
}

function isolation(
  direction: Direction,
  policies: ReturnType<Snapshot['evaluator']['policiesSelecting']>,
): string {
  const title = direction === 'ingress' ? 'Ingress' : 'Egress';
  if (policies.length === 0) return `${title}: not isolated, no policy selects it`;
  const names = policies.map(({ ref }) => inlineCode(policyName(ref)));
  return `${title}: ${list(names)} ${policies.length === 1 ? 'decides' : 'decide'}`;
}

export function serviceHover(
  { evaluator }: Snapshot,
  target: { kind: 'service'; service: Service },
): Paragraphs {
  const backends = evaluator.backends(target.service);
  if (backends.length === 0) return ['No known workload is behind this Service.', portMap(target.service)];
  const { reachable, total } = reachCount(evaluator.reach('to', target));
  return [
    `${share(reachable, total, 'workload')} can reach this Service.`,
    `It stands for ${count(backends.length, 'workload')}: ${workloadNames(backends)}.`,
    portMap(target.service),
  ];
}

/** Policies see the pods' ports, which is where Services and policies are often mixed up. */
function portMap({ ports }: Service): string | undefined {
  if (ports.length === 0) return undefined;
  const noun = plural(ports.length, 'port');
  return `Policies see the pods' ${noun}: ${list(ports.map(portText))}.`;
}

function portText({ port, protocol, targetPort }: ServicePort): string {
  const target = typeof targetPort === 'number' ? String(targetPort) : inlineCode(targetPort);
  return `${port} → ${target}/${protocol}`;
}
