/**
 * What the controllers of entrances send to which pods: Services and ports translated, before any policy is asked.
 */
import type { Translation } from './answers';
import type { ConnectionSet } from './connection-set';
import { groupBy } from './group-by';
import type { Entrance, EntranceBackend, EntranceController, Service, ServicePort, Workload } from './model';
import type { PodParty } from './party';
import { resolveOn, targetPortOn, targetsOf } from './service-target';
import { controllerSite, type PodSite } from './site';

/** What pods of one kind of controller send to one workload. */
export interface WayIn {
  readonly controller: PodSite;
  /** Ports of the pods. */
  readonly connections: ConnectionSet;
  readonly translations: readonly Translation[];
}

interface Step {
  readonly controller: EntranceController;
  readonly translation: Translation;
}

/** The ways in to each workload that has any. `podsOf` tells the pods behind a Service. */
export function findWaysIn(
  entrances: readonly Entrance[],
  services: readonly Service[],
  podsOf: (service: Service) => readonly PodParty[],
): ReadonlyMap<Workload, readonly WayIn[]> {
  if (entrances.length === 0) return new Map();
  const byName = new Map(services.map((service) => [serviceKey(service.namespace, service.name), service]));
  const steps = entrances.flatMap((entrance) =>
    entrance.backends.flatMap((backend): Step[] => {
      const service = byName.get(serviceKey(backend.namespace, backend.service));
      if (service === undefined) return [];
      return podsOf(service)
        .flatMap(
          (pod) => resolveOn(service, portsMeant(backend, service, pod.site), pod).backend.translations,
        )
        .map((translation) => ({
          controller: entrance.controller,
          translation: { entrance, ...translation },
        }));
    }),
  );
  const byWorkload = groupBy(steps, ({ translation }) => translation.workload);
  return new Map(Array.from(byWorkload, ([workload, own]) => [workload, waysOf(own)]));
}

/** Controllers that policies cannot tell apart are one. */
function waysOf(steps: readonly Step[]): readonly WayIn[] {
  return Array.from(groupBy(steps, ({ controller }) => controllerKey(controller)).values()).flatMap(
    (same) => {
      const [first] = same;
      if (first === undefined) return [];
      const translations = same.map(({ translation }) => translation);
      return [
        { controller: controllerSite(first.controller), connections: targetsOf(translations), translations },
      ];
    },
  );
}

/** The first port that is meant on a pod; controllers look no further. */
function portsMeant(
  { port, portOf, protocol }: EntranceBackend,
  service: Service,
  pod: PodSite,
): readonly ServicePort[] {
  const candidates = service.ports.filter((one) => one.protocol === protocol);
  if (port === undefined) return candidates;
  for (const means of MEANINGS[portOf]) {
    const meant = candidates.find((one) => means(one, port, pod));
    if (meant !== undefined) return [meant];
  }
  return [];
}

type Meaning = (one: ServicePort, port: number | string, pod: PodSite) => boolean;

const bearsName: Meaning = (one, port) => one.name === port;
const isServicePort: Meaning = (one, port) => one.port === port || one.name === port;
const isTargetPort: Meaning = (one, port) => one.targetPort === port;
/** The number of the pod's own port, also where the Service has a name for it. */
const isPodPort: Meaning = (one, port, pod) => targetPortOn(pod, one.protocol, one.targetPort) === port;

/** What a port is compared with, in this order. */
const MEANINGS: Readonly<Record<EntranceBackend['portOf'], readonly Meaning[]>> = {
  service: [isServicePort],
  'service-or-target': [isServicePort, isTargetPort],
  'target-or-service': [bearsName, isPodPort, isTargetPort, isServicePort],
};

function serviceKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function controllerKey({ namespace = '', namespaceLabels }: EntranceController): string {
  return JSON.stringify([namespace, Array.from(namespaceLabels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
