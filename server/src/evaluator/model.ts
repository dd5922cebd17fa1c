/**
 * The cluster model: what the evaluator is told. Plain immutable data that knows no YAML, no LSP, no Node.
 * One shape holds every policy kind (NetworkPolicy, AdminNetworkPolicy, ClusterNetworkPolicy, Calico's tiers).
 */

export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Direction = 'ingress' | 'egress';
export type Labels = ReadonlyMap<string, string>;

/** Points back to the manifest a thing was written in. The evaluator only carries it along. */
export interface SourceRef {
  /** URI or path of the file, as the workspace names it. */
  readonly file: string;
  /** A number that stands for the resource in that file; items of a List have one each. Later ones are higher. */
  readonly resource: number;
}

export interface Namespace {
  readonly name: string;
  /** Includes the implicit `kubernetes.io/metadata.name`. */
  readonly labels: Labels;
  /** Absent when no manifest declares the namespace and it is only mentioned. */
  readonly source?: SourceRef;
}

export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** A workload: a Pod, or the owner of a pod template. All its pods are alike for policies. */
export interface Workload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Labels of the pods, that is of the pod template. */
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
  /** Known pod addresses (`status.podIPs`); usually empty, since manifests do not say. */
  readonly addresses: readonly string[];
  /** Names of the pods that it stands for, where manifests have them as well. */
  readonly pods?: readonly string[];
  readonly source: SourceRef;
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** A number, or the name of a container port that each pod resolves for itself. */
  readonly targetPort: number | string;
}

export interface Service {
  readonly namespace: string;
  readonly name: string;
  /** Absent or empty: endpoints are managed by hand, no pods are selected. */
  readonly selector?: Labels;
  readonly headless: boolean;
  readonly externalName?: string;
  readonly ports: readonly ServicePort[];
  readonly source: SourceRef;
}

/** What is known of the pods through which traffic comes in: an ingress controller, a gateway, a router. */
export interface EntranceController {
  /** Absent when it is not known where they run. */
  readonly namespace?: string;
  readonly namespaceLabels: Labels;
}

/**
 * A way from outside to Services: an Ingress, a route of a Gateway, an OpenShift Route. Its controller opens
 * connections to the pods behind the Services, on their target ports.
 */
export interface Entrance {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly controller: EntranceController;
  readonly backends: readonly EntranceBackend[];
  readonly source: SourceRef;
}

export interface EntranceBackend {
  /** Where it stands in its object: `spec.rules[0].http.paths[1].backend`. */
  readonly path: string;
  readonly namespace: string;
  readonly service: string;
  /** Number or name; all ports of the Service when absent. */
  readonly port?: number | string;
  /**
   * What `port` is compared with: ports of the Service, also the target ports that stand behind them, or first the
   * ports of the pods. Endpoints bear the names of the Service's ports, so a name is one of those in any case.
   */
  readonly portOf: 'service' | 'service-or-target' | 'target-or-service';
  readonly protocol: Protocol;
}

/**
 * Which pods are meant. Every selector language (Kubernetes', Calico's, Cilium's) compiles to this.
 * `all` of nothing is true, `any` of nothing is false.
 */
export type EndpointPredicate =
  | { readonly op: 'all'; readonly of: readonly EndpointPredicate[] }
  | { readonly op: 'any'; readonly of: readonly EndpointPredicate[] }
  | { readonly op: 'not'; readonly of: EndpointPredicate }
  | { readonly op: 'namespace'; readonly name: string }
  /** Pods on the host network; under `not` for the kinds that never match them (AdminNetworkPolicy, …). */
  | { readonly op: 'host-network' }
  | LabelPredicate;

/** One requirement on one of the label maps of an endpoint. */
export interface LabelPredicate {
  readonly op: 'label';
  readonly on: 'pod' | 'namespace' | 'service-account';
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Contains' | 'StartsWith' | 'EndsWith';
  readonly values: readonly string[];
}

export type Peer =
  | { readonly kind: 'endpoints'; readonly path: string; readonly predicate: EndpointPredicate }
  /** Addresses in `cidrs` and in none of `except`. Text as written; what does not parse matches nothing. */
  | {
      readonly kind: 'addresses';
      readonly path: string;
      readonly cidrs: readonly string[];
      readonly except: readonly string[];
      /** Whether pods of such addresses are meant as well. Absent where that is left to the plugin. */
      readonly coversPods?: boolean;
    }
  /** Domain names: never decided statically. */
  | { readonly kind: 'names'; readonly path: string; readonly patterns: readonly string[] }
  /** Nodes, by their labels. */
  | { readonly kind: 'nodes'; readonly path: string; readonly predicate: EndpointPredicate };

export type PortMatch =
  /** Destination ports from `port` to `endPort`, both included. */
  | { readonly kind: 'range'; readonly protocol: Protocol; readonly port: number; readonly endPort: number }
  /** A container port name, resolved on each destination pod; any protocol when absent. */
  | { readonly kind: 'named'; readonly protocol?: Protocol; readonly name: string };

export type RuleVerdict = 'allow' | 'deny' | 'pass' | 'log';

export interface PolicyRule {
  /** Where it stands in its policy, as the API server would write it: `spec.ingress[0]`. */
  readonly path: string;
  readonly verdict: RuleVerdict;
  /** `any` is everything in and out of the cluster; an empty list is nobody. */
  readonly peers: 'any' | readonly Peer[];
  /** `any` is every protocol and port, ICMP included; an empty list is no port. */
  readonly ports: 'any' | readonly PortMatch[];
  /** Ports that are not meant all the same. */
  readonly exceptPorts?: readonly PortMatch[];
  /** On what else it depends that is never known here: the rule then may or may not match. */
  readonly condition?: 'source-ports' | 'http' | 'authentication' | 'addresses';
}

export interface PolicyRef {
  readonly kind: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
}

export interface Policy {
  readonly ref: PolicyRef;
  readonly source: SourceRef;
  /** Id of the tier it stands in. */
  readonly tier: string;
  /** Place within the tier, lowest first; policies of equal order have no defined order among them. */
  readonly order: number;
  /** The pods the policy selects. */
  readonly subject: EndpointPredicate;
  /** Rules by direction; a direction that is absent is not governed by this policy at all. */
  readonly ingress?: readonly PolicyRule[];
  readonly egress?: readonly PolicyRule[];
}

/** A policy of a kind that is not understood: what it allows and denies is left out of answers. */
export interface UnreadPolicy {
  /** The kind with its API group, since the same kind can be another thing elsewhere. */
  readonly ref: PolicyRef;
  readonly source: SourceRef;
}

/** A place in the chain. Traffic that no rule of an applying tier decided meets its `end`. */
export interface Tier {
  readonly id: string;
  readonly end: 'next' | 'deny';
}

/** The chain of upstream Kubernetes: admin tier, NetworkPolicy, baseline tier, then allow. */
export const KUBERNETES_TIERS: readonly Tier[] = [
  { id: 'admin', end: 'next' },
  { id: 'networkpolicy', end: 'deny' },
  { id: 'baseline', end: 'next' },
];

export interface Cluster {
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly workloads: readonly Workload[];
  readonly services: readonly Service[];
  readonly entrances: readonly Entrance[];
  readonly tiers: readonly Tier[];
  readonly policies: readonly Policy[];
  readonly unreadPolicies: readonly UnreadPolicy[];
}

/** The name of a workload in text and JSON: `shop/cart[Deployment]`. */
export function workloadId(workload: Pick<Workload, 'namespace' | 'name' | 'kind'>): string {
  return `${workload.namespace}/${workload.name}[${workload.kind}]`;
}
