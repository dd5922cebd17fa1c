/**
 * A question about one target, and what was found out about each part of it.
 */
import type { Endpoint, PortQuery, Target } from './answers';
import type { ConnectionSet } from './connection-set';
import type { Direction } from './model';
import type { Outcome } from './outcome';
import { askedConnections } from './port-query';
import type { SideOutcome } from './side';
import type { Site } from './site';
import type { TargetPart } from './target';

export interface ReachQuestion {
  /** `to`: who can reach the target. `from`: what the target can reach. */
  readonly direction: 'to' | 'from';
  readonly target: Target;
  readonly port: PortQuery | undefined;
}

/** One part of the target against each class of pods, limited to the connections that are asked about. */
export interface PartOutcomes {
  readonly part: TargetPart;
  /** By the index of the class. */
  readonly outcomes: readonly SideOutcome[];
}

/** What gets through with one peer. */
export interface Reached {
  readonly peer: Endpoint;
  readonly outcome: Outcome;
}

/** The side of the target: its ingress when the question is who can reach it. */
export function ownDirection({ direction }: ReachQuestion): Direction {
  return direction === 'to' ? 'ingress' : 'egress';
}

export function farDirection({ direction }: ReachQuestion): Direction {
  return direction === 'to' ? 'egress' : 'ingress';
}

/** The connections that the question is about, between a part of the target and a peer. */
export function askedBetween(
  { direction, port }: ReachQuestion,
  part: TargetPart,
  peer: Site,
): ConnectionSet {
  return direction === 'to' ? part.asked : askedConnections(port, peer);
}
