/**
 * What the evaluator answers. Structures only: sentences for people are made from them in `wording/`.
 */
import type { ConnectionSet } from './connection-set';
import type {
  Direction,
  EndpointPredicate,
  Entrance,
  Peer,
  Policy,
  PolicyRule,
  Protocol,
  Service,
  UnreadPolicy,
  Workload,
} from './model';

/** One end of a connection. */
export type Endpoint =
  | { readonly kind: 'workload'; readonly workload: Workload }
  /** Addresses outside the cluster that are treated alike. */
  | { readonly kind: 'addresses'; readonly cidrs: readonly string[] }
  | { readonly kind: 'ingress-controller' };

/** What may be asked about as a destination: an endpoint, or a Service that stands for its pods. */
export type Target = Endpoint | { readonly kind: 'service'; readonly service: Service };

/** The port a question is about. A name is resolved on the destination. */
export interface PortQuery {
  readonly protocol?: Protocol;
  readonly port: number | string;
}

export interface Connection {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** What certainly gets through. */
  readonly allowed: ConnectionSet;
  /** What may get through when rules that cannot be decided go the other way; absent when `allowed` is all. */
  readonly possible?: ConnectionSet;
}

export type Verdict = 'allowed' | 'denied' | 'partly';

/** A rule, and the peer in it, that had a say. */
export interface RuleHit {
  readonly policy: Policy;
  readonly rule: PolicyRule;
  /** Absent when the rule admits any peer. */
  readonly peer?: Peer;
  readonly allowed: ConnectionSet;
}

/** A rule that would have allowed the connection but for one thing, or few. Those that lack least come first. */
export interface NearMiss extends Lack {
  readonly policy: Policy;
  readonly rule: PolicyRule;
  readonly peer?: Peer;
  /** How many things are missing in all; 1 when `missed` is the only one. */
  readonly lacking: number;
  /** All of them, `missed` first. */
  readonly lacks: readonly Lack[];
}

/** One thing that a connection lacks for a rule to allow it. */
export interface Lack {
  readonly missed: 'pod' | 'namespace' | 'port' | 'protocol' | 'address';
  /** For `pod` and `namespace`: the requirement that failed, and what the endpoint has instead. */
  readonly requirement?: {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
    readonly actual?: string;
  };
}

/** What one tier did to the connection in one direction. */
export interface TierStep {
  readonly tier: string;
  readonly policies: readonly Policy[];
  readonly decision: 'allow' | 'deny' | 'pass' | 'end-deny' | 'undecided' | 'mixed';
  readonly hits: readonly RuleHit[];
}

/** One side of a connection: the source's egress, or the destination's ingress. */
export interface DirectionAnswer {
  readonly direction: Direction;
  readonly verdict: Verdict;
  readonly allowed: ConnectionSet;
  /** What may get through when rules that cannot be decided go the other way; absent when `allowed` is all. */
  readonly possible?: ConnectionSet;
  /** Policies whose selection of this side means that what no rule allows is denied. */
  readonly isolatedBy: readonly Policy[];
  readonly allowedBy: readonly RuleHit[];
  readonly deniedBy: readonly RuleHit[];
  readonly steps: readonly TierStep[];
  readonly nearMisses: readonly NearMiss[];
}

/** What was taken for granted for the answer, because the manifests do not say it. */
export type Assumption =
  | { readonly kind: 'host-network'; readonly workload: Workload; readonly side: 'source' | 'destination' }
  /** Pods on the host network that a question about something else met. */
  | { readonly kind: 'host-network-peers'; readonly workloads: readonly Workload[] }
  /** Addresses that were asked about and that pods or nodes could have. */
  | { readonly kind: 'addresses-outside'; readonly cidrs: readonly string[] }
  | {
      readonly kind: 'cidr-may-match-pods';
      readonly policy: Policy;
      readonly rule: PolicyRule;
      readonly peer: Peer;
    }
  | { readonly kind: 'undeclared-namespace'; readonly namespace: string }
  /** Policies of other kinds, which may decide otherwise. */
  | { readonly kind: 'policies-not-read'; readonly policies: readonly UnreadPolicy[] }
  /** Labels that policies ask for and that pods get when they run. */
  | { readonly kind: 'run-time-labels'; readonly keys: readonly string[] };

/** What the answer rests on. */
export type Caveat = Assumption | Remark;

/** What else there is to know about the answer. */
export type Remark =
  | { readonly kind: 'service-without-pods'; readonly service: Service }
  /** A name for another Service of the cluster, which was asked about instead. */
  | { readonly kind: 'service-alias'; readonly service: Service; readonly of: Service }
  /** Endpoints kept by hand, or an alias of a name outside: the answer is about any address outside. */
  | { readonly kind: 'service-without-selector'; readonly service: Service }
  | { readonly kind: 'service-port-unknown'; readonly service: Service; readonly port: number | string }
  | {
      readonly kind: 'target-port-unresolved';
      readonly service: Service;
      readonly workload: Workload;
      readonly port: string;
    }
  /** The port was asked for by a name that no container port of the destination has. */
  | { readonly kind: 'port-name-unresolved'; readonly workload: Workload; readonly port: string }
  /** No Ingress or route leads an ingress controller there, or anywhere; or only to the ports `ledTo`. */
  | { readonly kind: 'no-entrance'; readonly destination?: Target; readonly ledTo?: ConnectionSet }
  /** A bare Pod reaches itself whatever the policies say; of other workloads two pods are meant. */
  | { readonly kind: 'same-workload'; readonly workload: Workload }
  /** Domain names, nodes, or some but not all addresses of a workload: whether the peer matches is unknown. */
  | {
      readonly kind: 'undecided-peer';
      readonly policy: Policy;
      readonly rule: PolicyRule;
      readonly peer: Peer;
    }
  /** A rule whose peers match, but that depends on more than manifests tell. */
  | { readonly kind: 'undecided-rule'; readonly policy: Policy; readonly rule: PolicyRule }
  /** Two policies of one tier and order that decide the same connection differently: either may win. */
  | { readonly kind: 'equal-order'; readonly first: RuleHit; readonly second: RuleHit };

/** How a Service port was translated before policies were asked. */
export interface Translation {
  /** What leads to the Service, when traffic comes from an ingress controller. */
  readonly entrance?: Entrance;
  readonly service: Service;
  /** As it was asked for; else its name, or its number if it has none. */
  readonly servicePort: number | string;
  readonly workload: Workload;
  readonly targetPort: number;
  readonly protocol: Protocol;
}

/** What gets through by the policies of one side alone. */
export interface OneSide {
  readonly allowed: ConnectionSet;
  /** What may get through when rules that cannot be decided go the other way; absent when `allowed` is all. */
  readonly possible?: ConnectionSet;
}

export interface Explanation {
  readonly source: Endpoint;
  readonly destination: Target;
  readonly verdict: Verdict;
  /** Destination-side (pod) ports that get through; limited to the port asked about, if one was. */
  readonly allowed: ConnectionSet;
  /** What may get through when rules that cannot be decided go the other way; absent when `allowed` is all. */
  readonly possible?: ConnectionSet;
  readonly egress: DirectionAnswer;
  readonly ingress: DirectionAnswer;
  readonly translations: readonly Translation[];
  readonly caveats: readonly Caveat[];
  /**
   * For a Service with several workloads behind it, and for addresses that are not all treated alike: one
   * explanation for each. `allowed` is then what gets through to at least one of them, and the verdict is
   * `partly` unless it is the same for all.
   */
  readonly parts: readonly Explanation[];
}

export interface ReachablePeer {
  readonly peer: Endpoint;
  readonly allowed: ConnectionSet;
  /** What may get through when rules that cannot be decided go the other way; absent when `allowed` is all. */
  readonly possible?: ConnectionSet;
}

export interface ReachAnswer {
  readonly target: Target;
  /** `to`: who can reach the target. `from`: what the target can reach. */
  readonly direction: 'to' | 'from';
  readonly reachable: readonly ReachablePeer[];
  /** Workloads for which nothing is allowed (addresses outside too, when wholly shut out). */
  readonly unreachable: readonly Endpoint[];
  readonly caveats: readonly Caveat[];
}

/** The evaluator over one cluster. Built once per model; answers are computed on demand and never fail. */
export interface Evaluator {
  /** Workloads for which the predicate holds, in the order of the cluster. */
  select(predicate: EndpointPredicate): readonly Workload[];
  /** Policies that govern this workload in this direction. */
  policiesSelecting(workload: Workload, direction: Direction): readonly Policy[];
  /** What the policies on a workload's own side let through to or from another one, whatever the other side does. */
  oneSide(workload: Workload, direction: Direction, other: Workload): OneSide;
  /** The pods behind a Service. */
  backends(service: Service): readonly Workload[];
  /** The Services that lead to a workload. */
  servicesOf(workload: Workload): readonly Service[];
  /**
   * Every allowed connection between different workloads and with addresses outside, made as they are asked for.
   * Sources stand in the order of these workloads, or else of the cluster, then come ingress controllers and
   * addresses outside; the destinations of each source likewise. An end is the same object in all its connections.
   */
  connections(order?: readonly Workload[]): Iterable<Connection>;
  reach(direction: 'to' | 'from', target: Target, port?: PortQuery): ReachAnswer;
  explain(source: Endpoint, destination: Target, port?: PortQuery): Explanation;
}
