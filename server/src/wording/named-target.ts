/**
 * What reading a peer's name takes and gives. Types only, shared by the readers of each notation.
 */
import type { PortQuery, Target } from '../evaluator/answers';
import type { Cluster } from '../evaluator/model';

/** What names are looked up in. */
export interface NameContext {
  readonly cluster: Cluster;
  /** Namespace of names that carry none. */
  readonly namespace: string;
  /** Namespace of the pod that would use a host name, for names like `http://backend`. Default: `namespace`. */
  readonly clientNamespace?: string;
}

/** What was named, and the port when the name carried one (`http://cart.shop:8080`). */
export interface NamedTarget {
  readonly target: Target;
  readonly port?: PortQuery;
}
