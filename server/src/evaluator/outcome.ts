/**
 * What gets through: for certain, and at most. The two differ only where a rule cannot be decided.
 */
import { ConnectionSet } from './connection-set';

export interface Outcome {
  /** Allowed however the undecidable rules turn out. */
  readonly allowed: ConnectionSet;
  /** Allowed for at least one way in which they may turn out. */
  readonly possible: ConnectionSet;
}

/** An outcome as answers write it: `possible` is absent when it says no more than `allowed`. */
export interface Answered {
  readonly allowed: ConnectionSet;
  readonly possible?: ConnectionSet;
}

export const EVERYTHING: Outcome = { allowed: ConnectionSet.ALL, possible: ConnectionSet.ALL };
export const NOTHING: Outcome = { allowed: ConnectionSet.NONE, possible: ConnectionSet.NONE };

/** What passes both. */
export function both(a: Outcome, b: Outcome): Outcome {
  return { allowed: a.allowed.intersect(b.allowed), possible: a.possible.intersect(b.possible) };
}

/** What passes at least one. */
export function either(a: Outcome, b: Outcome): Outcome {
  return { allowed: a.allowed.union(b.allowed), possible: a.possible.union(b.possible) };
}

export function limited({ allowed, possible }: Outcome, asked: ConnectionSet): Outcome {
  return { allowed: allowed.intersect(asked), possible: possible.intersect(asked) };
}

export function sameOutcome(a: Outcome, b: Outcome): boolean {
  return a.allowed.equals(b.allowed) && a.possible.equals(b.possible);
}

/** No port of TCP, UDP or SCTP gets through, however the undecidable rules turn out. */
export function shutOut({ possible }: Outcome): boolean {
  return possible.hasNoPort();
}

/** The same outcome in its shared form, so that being shut out is being `NOTHING`. */
export function settled(outcome: Outcome): Outcome {
  if (shutOut(outcome)) return NOTHING;
  const { allowed, possible } = outcome;
  return allowed.equals(possible) ? { allowed, possible: allowed } : outcome;
}

/** Text that is equal exactly for equal outcomes. */
export function outcomeKey({ allowed, possible }: Outcome): string {
  return allowed === possible ? allowed.key() : `${allowed.key()} ${possible.key()}`;
}

export function asAnswer({ allowed, possible }: Outcome): Answered {
  return possible.equals(allowed) ? { allowed } : { allowed, possible };
}

/** The reverse of `asAnswer`. */
export function outcomeOf({ allowed, possible = allowed }: Answered): Outcome {
  return { allowed, possible };
}
