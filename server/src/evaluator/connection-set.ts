/**
 * Which connections: destination ports by protocol, and whether everything else (ICMP and the like) is in.
 * Knows no policy and no endpoint.
 */
import {
  equalIntervals,
  intersectIntervals,
  intervalsOf,
  subtractIntervals,
  unionIntervals,
  type IntervalSet,
} from './interval-set';
import type { Protocol } from './model';

export const MIN_PORT = 1;
export const MAX_PORT = 65535;

/** All protocols with ports, in the order in which sets are printed. */
const PROTOCOLS: readonly Protocol[] = ['SCTP', 'TCP', 'UDP'];

const NO_PORT: IntervalSet<number> = [];
const EVERY_PORT: IntervalSet<number> = [MIN_PORT, MAX_PORT + 1];

/** Ports from `port` to `endPort`, both included; a single port has no `endPort`. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly port: number;
  readonly endPort?: number;
}

type Ports = Readonly<Record<Protocol, IntervalSet<number>>>;
type Algebra = (a: IntervalSet<number>, b: IntervalSet<number>) => IntervalSet<number>;

/** An immutable set of connections. Operations return one of their operands when nothing changes. */
export class ConnectionSet {
  private constructor(
    private readonly ports: Ports,
    /** Protocols without ports. Policies that name ports never include them. */
    private readonly others: boolean,
  ) {}

  /** Every connection, ICMP included. */
  static readonly ALL = new ConnectionSet({ SCTP: EVERY_PORT, TCP: EVERY_PORT, UDP: EVERY_PORT }, true);

  static readonly NONE = new ConnectionSet({ SCTP: NO_PORT, TCP: NO_PORT, UDP: NO_PORT }, false);

  /** Destination ports `port` to `endPort` of one protocol; what lies outside 1 to 65535 is left out. */
  static of(protocol: Protocol, port: number, endPort: number = port): ConnectionSet {
    const start = Math.max(port, MIN_PORT);
    const end = Math.min(endPort, MAX_PORT);
    if (!(start <= end)) return ConnectionSet.NONE;
    return new ConnectionSet({ ...ConnectionSet.NONE.ports, [protocol]: [start, end + 1] }, false);
  }

  /** Every port of one protocol. */
  static protocol(protocol: Protocol): ConnectionSet {
    return ConnectionSet.of(protocol, MIN_PORT, MAX_PORT);
  }

  union(other: ConnectionSet): ConnectionSet {
    if (other === ConnectionSet.NONE || this === ConnectionSet.ALL || this === other) return this;
    if (this === ConnectionSet.NONE || other === ConnectionSet.ALL) return other;
    return this.combined(other, unionIntervals, this.others || other.others);
  }

  intersect(other: ConnectionSet): ConnectionSet {
    if (other === ConnectionSet.ALL || this === ConnectionSet.NONE || this === other) return this;
    if (this === ConnectionSet.ALL || other === ConnectionSet.NONE) return other;
    return this.combined(other, intersectIntervals, this.others && other.others);
  }

  subtract(other: ConnectionSet): ConnectionSet {
    if (other === ConnectionSet.NONE || this === ConnectionSet.NONE) return this;
    if (other === ConnectionSet.ALL || this === other) return ConnectionSet.NONE;
    return this.combined(other, subtractIntervals, this.others && !other.others);
  }

  equals(other: ConnectionSet): boolean {
    return (
      this === other ||
      (this.others === other.others &&
        PROTOCOLS.every((protocol) => equalIntervals(this.ports[protocol], other.ports[protocol])))
    );
  }

  /** No connection at all, not even of a protocol without ports. */
  isEmpty(): boolean {
    return !this.others && this.hasNoPort();
  }

  /** Every connection, protocols without ports included. */
  isAll(): boolean {
    return this.others && this.hasEveryPort();
  }

  /** Nothing of TCP, UDP and SCTP: what is printed as nothing. */
  hasNoPort(): boolean {
    const { SCTP, TCP, UDP } = this.ports;
    return SCTP.length === 0 && TCP.length === 0 && UDP.length === 0;
  }

  /** Everything of TCP, UDP and SCTP: what is printed as `all`. */
  hasEveryPort(): boolean {
    return PROTOCOLS.every((protocol) => equalIntervals(this.ports[protocol], EVERY_PORT));
  }

  has(protocol: Protocol, port: number): boolean {
    for (const [start, end] of intervalsOf(this.ports[protocol])) {
      if (port < end) return port >= start;
    }
    return false;
  }

  /** Protocols without ports (ICMP, …) are in the set. */
  hasOtherProtocols(): boolean {
    return this.others;
  }

  /** The port numbers of the set, whatever their protocol, in every protocol. */
  ofAnyProtocol(): ConnectionSet {
    const { SCTP, TCP, UDP } = this.ports;
    const numbers = unionIntervals(SCTP, unionIntervals(TCP, UDP));
    return new ConnectionSet({ SCTP: numbers, TCP: numbers, UDP: numbers }, this.others);
  }

  /** As the JSON contract writes it: `all`, or ranges sorted by protocol and port. */
  toRanges(): 'all' | readonly PortRange[] {
    return this.hasEveryPort() ? 'all' : PROTOCOLS.flatMap((protocol) => this.rangesOf(protocol));
  }

  /** Text that is equal exactly for equal sets; for keys of maps. */
  key(): string {
    const ports = PROTOCOLS.map((protocol) => this.ports[protocol].join(','));
    return `${ports.join(';')};${this.others ? '*' : ''}`;
  }

  private rangesOf(protocol: Protocol): PortRange[] {
    return Array.from(intervalsOf(this.ports[protocol]), ([port, end]) =>
      end === port + 1 ? { protocol, port } : { protocol, port, endPort: end - 1 },
    );
  }

  private combined(other: ConnectionSet, algebra: Algebra, others: boolean): ConnectionSet {
    const result = new ConnectionSet(
      {
        SCTP: algebra(this.ports.SCTP, other.ports.SCTP),
        TCP: algebra(this.ports.TCP, other.ports.TCP),
        UDP: algebra(this.ports.UDP, other.ports.UDP),
      },
      others,
    );
    const known = [this, other, ConnectionSet.ALL, ConnectionSet.NONE].find((set) => set.equals(result));
    return known ?? result;
  }
}
