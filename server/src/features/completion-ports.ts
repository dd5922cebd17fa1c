/**
 * Ports and names of ports of the pods that connections end at, for rules and Services that are being typed.
 */
import { append } from '../evaluator/group-by';
import { workloadId, type ContainerPort, type Workload } from '../evaluator/model';
import { formatPath } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { count } from '../wording/quantities';
import { scalarText, type Asked, type Offer } from './completion-items';
import { reachedPods } from './definition';
import type { Subject } from './subject';

/** Undefined where no port is typed. `subject` is the object as it was known last. */
export function portOffers(asked: Asked, subject: Subject | undefined): readonly Offer[] | undefined {
  const { path, typing } = asked.place;
  const field = path.at(-1);
  if (typing !== 'value' || path[0] !== 'spec' || !path.includes('ports')) return undefined;
  const isOfService = asked.place.resource.kind === 'Service';
  if (field !== (isOfService ? 'targetPort' : 'port') && field !== 'namedPort') return undefined;
  const ports = podsAsked(asked, subject).flatMap((pod) => pod.ports.map((port) => ({ ...port, pod })));
  return [...numberOffers(ports), ...nameOffers(asked, ports)];
}

/** A port and the pods that have it. */
interface PodPort extends ContainerPort {
  readonly pod: Workload;
}

function podNames(ports: readonly PodPort[]): readonly string[] {
  return [...new Set(ports.map(({ pod }) => workloadId(pod)))];
}

function podsAsked(
  { view: { snapshot }, place: { path } }: Asked,
  subject: Subject | undefined,
): readonly Workload[] {
  if (subject?.kind === 'service') return podsBehind(snapshot, subject);
  if (subject?.kind !== 'policy') return snapshot.cluster.workloads;
  const { policy } = subject;
  const rules = [...(policy.ingress ?? []), ...(policy.egress ?? [])];
  const rule = rules.find((one) => one.path === formatPath(path.slice(0, 3)));
  if (rule !== undefined) return reachedPods(snapshot, policy, rule);
  return path[1] === 'ingress' ? snapshot.evaluator.select(policy.subject) : snapshot.cluster.workloads;
}

function podsBehind(
  { evaluator }: Snapshot,
  { service }: Extract<Subject, { kind: 'service' }>,
): readonly Workload[] {
  return evaluator.backends(service);
}

/** Each number and protocol once, with the names it has. */
function numberOffers(ports: readonly PodPort[]): readonly Offer[] {
  return [...grouped(ports, ({ port, protocol }) => `${port}/${protocol}`).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const names = new Set(same.flatMap(({ name }) => name ?? []));
    const named = names.size === 0 ? '' : ` (${[...names].join(', ')})`;
    return [
      {
        label: String(first.port),
        newText: String(first.port),
        amount: `${first.protocol}${named} on ${count(podNames(same).length, 'workload')}`,
        rank: 0,
        holders: podNames(same),
      },
    ];
  });
}

function nameOffers({ place }: Asked, ports: readonly PodPort[]): readonly Offer[] {
  return [...grouped(ports, ({ name }) => name)].map(([name, same]) => {
    const numbers = new Set(same.map(({ port, protocol }) => `${port}/${protocol}`));
    return {
      label: name,
      newText: scalarText(name, place),
      amount: `${[...numbers].join(', ')} on ${count(podNames(same).length, 'workload')}`,
      rank: 1,
      holders: podNames(same),
    };
  });
}

function grouped<K>(
  ports: readonly PodPort[],
  keyOf: (port: PodPort) => K | undefined,
): ReadonlyMap<K, readonly PodPort[]> {
  const groups = new Map<K, PodPort[]>();
  for (const port of ports) {
    const key = keyOf(port);
    if (key !== undefined) append(groups, key, port);
  }
  return groups;
}
