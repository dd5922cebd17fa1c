/**
 * "Who can reach this?" and "What can this reach?": one target against every workload and every address.
 */
import { EVERY_ADDRESS, toCidrs } from './address-set';
import { mergeAlike, splitAddresses } from './alike-addresses';
import type { Caveat, ReachAnswer } from './answers';
import { clusterCaveats } from './assumptions';
import type { CompiledCluster } from './compiled-cluster';
import { asAnswer, either, EVERYTHING, limited, NOTHING, shutOut, type Outcome } from './outcome';
import { addressParty } from './party';
import { askedConnections } from './port-query';
import { reachCaveats } from './reach-caveats';
import {
  askedBetween,
  farDirection,
  ownDirection,
  type PartOutcomes,
  type Reached,
  type ReachQuestion,
} from './reach-question';
import { bothSides, limitedSide, type Side, type SideOutcome } from './side';
import { resolveTarget, type TargetPart } from './target';

/** Every workload one by one, and the addresses outside in groups that are treated alike. */
export function reach(cluster: CompiledCluster, question: ReachQuestion): ReachAnswer {
  const { direction, target, port } = question;
  if (direction === 'from' && target.kind === 'ingress-controller') return fromController(cluster, question);
  // Only a destination's ports are translated; what a Service reaches is what its pods reach.
  const { parts, caveats } = resolveTarget(cluster, target, direction === 'to' ? port : undefined);
  const outcomes = parts.map((part) => outcomesOf(cluster, question, part));
  const outside = addressesReached(cluster, question, parts);
  const reached = [
    ...workloadsReached(cluster, outcomes),
    ...(direction === 'to' ? controllerReached(cluster, parts) : []),
    ...outside,
  ];
  return answerOf(cluster, question, reached, [
    ...caveats,
    ...reachCaveats(cluster, question, outcomes, outside),
  ]);
}

function answerOf(
  cluster: CompiledCluster,
  { target, direction }: ReachQuestion,
  reached: readonly Reached[],
  caveats: readonly Caveat[],
): ReachAnswer {
  return {
    target,
    direction,
    reachable: reached.flatMap(({ peer, outcome }) =>
      shutOut(outcome) ? [] : { peer, ...asAnswer(outcome) },
    ),
    unreachable: reached.flatMap(({ peer, outcome }) => (shutOut(outcome) ? peer : [])),
    caveats: [...caveats, ...clusterCaveats(cluster)],
  };
}

/** An ingress controller opens connections only where an entrance leads. */
function fromController(cluster: CompiledCluster, question: ReachQuestion): ReachAnswer {
  const reached = cluster.cluster.workloads.map((workload): Reached => {
    const pod = cluster.pod(workload);
    const outcome = cluster.controllerOutcome(pod, askedConnections(question.port, pod.site));
    return { peer: { kind: 'workload', workload }, outcome };
  });
  return answerOf(cluster, question, reached, cluster.waysIn.size === 0 ? [{ kind: 'no-entrance' }] : []);
}

/** The ingress controller is a peer of those targets only to which an entrance leads. */
function controllerReached(cluster: CompiledCluster, parts: readonly TargetPart[]): readonly Reached[] {
  const outcomes = parts.flatMap(({ party, asked }) =>
    party.workload !== undefined && cluster.waysIn.has(party.workload)
      ? cluster.controllerOutcome(party, asked)
      : [],
  );
  return outcomes.length === 0 ? [] : [{ peer: { kind: 'ingress-controller' }, outcome: toAny(outcomes) }];
}

/** The far side is asked only of classes that the target's own side lets through. */
function outcomesOf(cluster: CompiledCluster, question: ReachQuestion, part: TargetPart): PartOutcomes {
  const own = cluster.side(part.party, ownDirection(question))?.withClasses(cluster.classes);
  const far = new Map<Side, SideOutcome>();
  const outcomes = cluster.classes.map((podClass, index): SideOutcome => {
    const near = limitedSide(
      own?.outcomes[own.blockOf[index] ?? 0] ?? EVERYTHING,
      askedBetween(question, part, podClass.site),
    );
    if (nothingAtAll(near)) return near;
    const side = cluster.classSide(podClass, farDirection(question));
    const known = far.get(side) ?? side.with(part.party);
    far.set(side, known);
    return bothSides(near, known);
  });
  return { part, outcomes };
}

function nothingAtAll({ possible, withPodAddresses }: SideOutcome): boolean {
  return possible.isEmpty() && (withPodAddresses?.possible.isEmpty() ?? true);
}

/** A workload's connections to itself are left out. */
function workloadsReached(cluster: CompiledCluster, parts: readonly PartOutcomes[]): readonly Reached[] {
  const reached: Reached[] = [];
  const { classIndexes } = cluster;
  for (const [place, workload] of cluster.cluster.workloads.entries()) {
    const index = classIndexes[place] ?? 0;
    let outcome: Outcome | undefined = parts.length === 0 ? NOTHING : undefined;
    for (const { part, outcomes } of parts) {
      if (part.party.workload === workload) continue;
      const here = outcomes[index] ?? NOTHING;
      outcome = outcome === undefined ? here : either(outcome, here);
    }
    if (outcome !== undefined) reached.push({ peer: { kind: 'workload', workload }, outcome });
  }
  return reached;
}

function toAny(outcomes: readonly Outcome[]): Outcome {
  const [first = NOTHING, ...others] = outcomes;
  return others.reduce(either, first);
}

/** Addresses outside concern only targets that are pods; what is shut out is told only if nothing is open. */
function addressesReached(
  cluster: CompiledCluster,
  question: ReachQuestion,
  parts: readonly TargetPart[],
): readonly Reached[] {
  const sides = parts.flatMap((part) => {
    const side = cluster.side(part.party, ownDirection(question));
    return side === undefined ? [] : { part, side };
  });
  if (sides.length === 0) return [];
  const pieces = splitAddresses(
    EVERY_ADDRESS,
    sides.flatMap(({ side }) => side.cuts()),
  );
  const groups = mergeAlike(
    pieces.map((addresses) => {
      const { site } = addressParty(addresses);
      const outcomes = sides.map(({ part, side }) =>
        limited(side.withSite(site), askedBetween(question, part, site)),
      );
      return { addresses, outcome: toAny(outcomes) };
    }),
  );
  const open = groups.filter(({ outcome }) => !shutOut(outcome));
  return (open.length === 0 ? [{ addresses: EVERY_ADDRESS, outcome: NOTHING }] : open).map(
    ({ addresses, outcome }) => ({ peer: { kind: 'addresses', cidrs: toCidrs(addresses) }, outcome }),
  );
}
