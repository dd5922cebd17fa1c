/**
 * Several explanations as one: of addresses that turned out alike, or of all that a question is about.
 */
import { addressesIn, NO_ADDRESS, toCidrs, unionAddresses } from './address-set';
import type { DirectionAnswer, Endpoint, Explanation, Target, TierStep } from './answers';
import { distinctCaveats } from './caveats';
import { ConnectionSet } from './connection-set';
import { openSide } from './direction-answer';
import { groupBy } from './group-by';
import { closest } from './near-misses';
import { asAnswer, either, NOTHING, outcomeKey, outcomeOf, type Answered, type Outcome } from './outcome';
import { commonVerdict } from './verdict';

/** Nothing stands behind the destination, so that nothing gets through and no policy is asked. */
export function noConnection(source: Endpoint, destination: Target): Explanation {
  const asked = ConnectionSet.NONE;
  return {
    source,
    destination,
    verdict: 'denied',
    allowed: asked,
    egress: openSide({ direction: 'egress', asked }),
    ingress: openSide({ direction: 'ingress', asked }),
    translations: [],
    caveats: [],
    parts: [],
  };
}

/** Joins explanations of addresses that get the same through on each side, and keeps the others apart. */
export function joinAlike(explanations: readonly Explanation[]): readonly Explanation[] {
  return Array.from(groupBy(explanations, alikeKey).values()).flatMap((alike) => {
    const [first] = alike;
    if (first === undefined || alike.length === 1) return alike;
    const source = joinEnds(
      first.source,
      alike.map((part) => part.source),
    );
    const destination = joinEnds(
      first.destination,
      alike.map((part) => part.destination),
    );
    return [{ ...joinExplanations(first, alike), source, destination }];
  });
}

/** One explanation over several that may differ, which are kept as its parts. */
export function joinParts(parts: readonly [Explanation, ...Explanation[]]): Explanation {
  return { ...joinExplanations(parts[0], parts), parts };
}

function alikeKey({ egress, ingress }: Explanation): string {
  return `${outcomeKey(outcomeOf(egress))} ${outcomeKey(outcomeOf(ingress))}`;
}

/** Addresses put together again; any other end is the same in all. */
function joinEnds<T extends Target>(first: T, ends: readonly T[]): T | Endpoint {
  if (first.kind !== 'addresses') return first;
  const addresses = ends.reduce(
    (sum, end) => (end.kind === 'addresses' ? unionAddresses(sum, addressesIn(end.cidrs)) : sum),
    NO_ADDRESS,
  );
  return { kind: 'addresses', cidrs: toCidrs(addresses) };
}

function joinExplanations(first: Explanation, all: readonly Explanation[]): Explanation {
  return {
    ...first,
    ...joinAnswers(all),
    verdict: commonVerdict(all.map(({ verdict }) => verdict)),
    egress: joinSides(
      first.egress,
      all.map(({ egress }) => egress),
    ),
    ingress: joinSides(
      first.ingress,
      all.map(({ ingress }) => ingress),
    ),
    translations: Array.from(new Set(all.flatMap(({ translations }) => translations))),
    caveats: distinctCaveats(all.flatMap(({ caveats }) => caveats)),
    parts: [],
  };
}

/** What gets through to at least one. */
function joinAnswers(answers: readonly Answered[]): Answered {
  return asAnswer(answers.reduce<Outcome>((sum, answer) => either(sum, outcomeOf(answer)), NOTHING));
}

function joinSides(first: DirectionAnswer, all: readonly DirectionAnswer[]): DirectionAnswer {
  return {
    direction: first.direction,
    verdict: commonVerdict(all.map(({ verdict }) => verdict)),
    ...joinAnswers(all),
    isolatedBy: Array.from(new Set(all.flatMap(({ isolatedBy }) => isolatedBy))),
    allowedBy: distinctHits(all.flatMap(({ allowedBy }) => allowedBy)),
    deniedBy: distinctHits(all.flatMap(({ deniedBy }) => deniedBy)),
    steps: joinSteps(all.flatMap(({ steps }) => steps)),
    nearMisses: closest(distinctHits(all.flatMap(({ nearMisses }) => nearMisses))),
  };
}

function joinSteps(steps: readonly TierStep[]): readonly TierStep[] {
  return Array.from(groupBy(steps, ({ tier }) => tier)).map(([tier, same]) => {
    const decisions = new Set(same.map(({ decision }) => decision));
    const [only = 'mixed'] = decisions;
    return {
      tier,
      policies: Array.from(new Set(same.flatMap(({ policies }) => policies))),
      decision: decisions.size === 1 ? only : 'mixed',
      hits: distinctHits(same.flatMap(({ hits }) => hits)),
    };
  });
}

/** One entry for each rule and peer. */
function distinctHits<T extends { readonly rule: object; readonly peer?: object }>(
  hits: readonly T[],
): readonly T[] {
  return hits.filter(
    (hit, index) => hits.findIndex((other) => other.rule === hit.rule && other.peer === hit.peer) === index,
  );
}
