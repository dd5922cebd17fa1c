/**
 * A cluster with everything that answers are computed from, each part built when first needed and then kept.
 */
import { addressesIn } from './address-set';
import type { Endpoint } from './answers';
import type { PodClass } from './classes';
import { compilePods, type CompiledPods } from './compiled-pods';
import { Governance, type SubjectGroup } from './governance';
import type { Cluster, Direction, EndpointPredicate, Policy, Service, Workload } from './model';
import type { ConnectionSet } from './connection-set';
import { either, EVERYTHING, limited, NOTHING, type Outcome } from './outcome';
import { addressParty, type Party, type PodParty } from './party';
import { PeerSets } from './peer-sets';
import type { SelectorIndex } from './selector-index';
import { bothSides, Side, type SideOutcome } from './side';
import { indexServices, type ServiceIndex } from './service-index';
import { controllerSite, podSite, UNKNOWN_CONTROLLER } from './site';
import { findWaysIn, type WayIn } from './ways-in';

/** What goes on when policies change, since it comes from pods and from single policies and groups of them. */
interface Lasting {
  readonly peerSets: PeerSets;
  readonly sides: WeakMap<SubjectGroup, Side>;
  /** Of the policies that were asked about last. */
  governance: Governance;
}

const lastingOnes = new WeakMap<CompiledPods, Lasting>();

/** The same object for the same pods. */
function lastingFor(cluster: Cluster, pods: CompiledPods): Lasting {
  const known = lastingOnes.get(pods);
  const governance = new Governance(cluster, pods, known?.governance);
  const lasting = known ?? {
    peerSets: new PeerSets(pods.classes, pods.index),
    sides: new WeakMap(),
    governance,
  };
  lasting.governance = governance;
  lastingOnes.set(pods, lasting);
  return lasting;
}

export class CompiledCluster {
  private readonly pods: CompiledPods;
  private readonly governance: Governance;
  private readonly peerSets: PeerSets;
  private readonly sides: WeakMap<SubjectGroup, Side>;
  private readonly services: ServiceIndex;
  private entered: ReadonlyMap<Workload, readonly WayIn[]> | undefined;

  constructor(readonly cluster: Cluster) {
    this.pods = compilePods(cluster);
    const { governance, peerSets, sides } = lastingFor(cluster, this.pods);
    this.governance = governance;
    this.peerSets = peerSets;
    this.sides = sides;
    this.services = indexServices(cluster);
  }

  get classes(): readonly PodClass[] {
    return this.pods.classes;
  }

  /** The index of the class of each workload, in the order of the cluster. */
  get classIndexes(): Uint32Array {
    return this.pods.classIndexes;
  }

  get index(): SelectorIndex {
    return this.pods.index;
  }

  /** Namespaces of workloads that no manifest declares, so that of their labels only the name is known. */
  get undeclaredNamespaces(): ReadonlySet<string> {
    return this.pods.undeclaredNamespaces;
  }

  /** Workloads whose pods no policy governs. */
  get onHostNetwork(): readonly Workload[] {
    return this.pods.onHostNetwork;
  }

  party(endpoint: Endpoint): Party {
    switch (endpoint.kind) {
      case 'workload':
        return this.pod(endpoint.workload);
      case 'addresses':
        return addressParty(addressesIn(endpoint.cidrs));
      case 'ingress-controller':
        return { site: controllerSite(UNKNOWN_CONTROLLER) };
    }
  }

  classOf(workload: Workload): PodClass | undefined {
    return this.pods.classOf(workload);
  }

  /** A workload that is not in the cluster is answered as if it were. */
  pod(workload: Workload): PodParty {
    const podClass = this.classOf(workload);
    if (podClass === undefined) return { site: podSite(workload, this.cluster.namespaces), workload };
    return { site: podClass.site, workload, podClass };
  }

  /** Workloads for which the predicate holds, in the order of the cluster. */
  select(predicate: EndpointPredicate): readonly Workload[] {
    return this.pods.select(predicate);
  }

  policiesSelecting(workload: Workload, direction: Direction): readonly Policy[] {
    const side = this.side(this.pod(workload), direction);
    return side?.policies ?? [];
  }

  /** The policies on one side of a party; undefined for a party that no policy governs. */
  side(party: Party, direction: Direction): Side | undefined {
    if (party.workload === undefined) return undefined;
    if (party.podClass !== undefined) return this.classSide(party.podClass, direction);
    return new Side(this.governance.groupOf(party.site, direction), this.peerSets);
  }

  classSide(podClass: PodClass, direction: Direction): Side {
    const group = this.governance.groups(direction)[podClass.index];
    if (group === undefined) throw new Error('every class has a group');
    const known = this.sides.get(group);
    if (known !== undefined) return known;
    const side = new Side(group, this.peerSets);
    this.sides.set(group, side);
    return side;
  }

  /** The pods behind a Service, in the order of the cluster. */
  backends(service: Service): readonly Workload[] {
    return this.services.backends(service);
  }

  servicesOf(workload: Workload): readonly Service[] {
    return this.services.servicesOf(workload);
  }

  /** What gets from one party to another, both sides considered. */
  pairOutcome(source: Party, destination: Party): SideOutcome {
    return bothSides(
      this.sideOutcome(source, 'egress', destination),
      this.sideOutcome(destination, 'ingress', source),
    );
  }

  /** What one side lets through to or from another party. */
  sideOutcome(self: Party, direction: Direction, other: Party): SideOutcome {
    return this.side(self, direction)?.with(other) ?? EVERYTHING;
  }

  /** Workloads to which something leads from outside, and how. */
  get waysIn(): ReadonlyMap<Workload, readonly WayIn[]> {
    const { entrances, services } = this.cluster;
    this.entered ??= findWaysIn(entrances, services, (service) =>
      this.backends(service).map((workload) => this.pod(workload)),
    );
    return this.entered;
  }

  /** What ingress controllers get through to a pod of the connections that are asked about. */
  controllerOutcome(pod: PodParty, asked: ConnectionSet): Outcome {
    return (this.waysIn.get(pod.workload) ?? []).reduce<Outcome>((sum, { controller, connections }) => {
      const outcome = this.sideOutcome(pod, 'ingress', { site: controller });
      return either(sum, limited(outcome, asked.intersect(connections)));
    }, NOTHING);
  }
}
