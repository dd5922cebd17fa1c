/**
 * One connection, and why it is allowed or denied.
 */
import { toCidrs } from './address-set';
import { splitAddresses } from './alike-addresses';
import type { Caveat, Endpoint, Explanation, PortQuery, Target } from './answers';
import {
  addressesCaveat,
  clusterCaveats,
  hostNetworkCaveat,
  namespaceCaveats,
  undeclaredPeer,
} from './assumptions';
import { distinctCaveats } from './caveats';
import { ConnectionSet } from './connection-set';
import type { CompiledCluster } from './compiled-cluster';
import { answerSide, openSide } from './direction-answer';
import { podAddressCaveat, undecidedCaveats, type Pair } from './doubts';
import { groupBy } from './group-by';
import { joinAlike, joinParts, noConnection } from './joined-explanation';
import type { Direction } from './model';
import { asAnswer, both, outcomeKey, outcomeOf } from './outcome';
import { addressParty, type Party, type PodParty } from './party';
import { resolveTarget, type TargetPart } from './target';
import { verdictOf } from './verdict';
import type { WayIn } from './ways-in';

export interface ExplainQuestion {
  readonly source: Endpoint;
  readonly destination: Target;
  readonly port: PortQuery | undefined;
}

/** One end of a pair: an endpoint, and what policies see of it. */
interface End {
  readonly endpoint: Endpoint;
  readonly party: Party;
}

/** What a Service or addresses stand for is explained one by one, where it is treated differently. */
export function explain(
  cluster: CompiledCluster,
  { source, destination, port }: ExplainQuestion,
): Explanation {
  const { parts, caveats } = resolveTarget(cluster, destination, port);
  const from = { endpoint: source, party: cluster.party(source) };
  const explained = parts.flatMap((part) =>
    source.kind === 'ingress-controller'
      ? explainWaysIn(cluster, source, part)
      : explainPart(cluster, from, part),
  );
  const whole = joinWhole(explained) ?? noConnection(source, destination);
  const addresses = [source, destination].flatMap((end) => addressesCaveat(cluster, end));
  return {
    ...whole,
    source,
    destination,
    caveats: distinctCaveats([...caveats, ...whole.caveats, ...addresses, ...clusterCaveats(cluster)]),
  };
}

function joinWhole([first, ...others]: readonly Explanation[]): Explanation | undefined {
  return first === undefined || others.length === 0 ? first : joinParts([first, ...others]);
}

/** Addresses are split where the pod at the other end treats them differently: one explanation for each. */
function explainPart(cluster: CompiledCluster, source: End, part: TargetPart): readonly Explanation[] {
  const destination: End = part;
  const pairs = splitEnd(cluster, source, part.party, 'ingress').flatMap((from) =>
    splitEnd(cluster, destination, source.party, 'egress').map((to) => explainPair(cluster, from, to, part)),
  );
  return joinAlike(pairs);
}

/** One explanation for each way in that policies treat differently; an ingress controller goes no other way. */
function explainWaysIn(cluster: CompiledCluster, source: Endpoint, part: TargetPart): readonly Explanation[] {
  const ways = part.party.workload === undefined ? [] : waysTreatedAlike(cluster, part.party);
  const explained = ways.flatMap(({ controller, connections, translations }) => {
    const asked = part.asked.intersect(connections);
    if (asked.isEmpty()) return [];
    const used = translations.filter(({ protocol, targetPort }) => asked.has(protocol, targetPort));
    const from = { endpoint: source, party: { site: controller } };
    return [explainPair(cluster, from, part, { ...part, asked, translations: used })];
  });
  if (explained.length > 0) return explained;
  const ledTo = ways.reduce((set, { connections }) => set.union(connections), ConnectionSet.NONE);
  const caveat: Caveat = { kind: 'no-entrance', destination: part.endpoint };
  return [
    {
      ...noConnection(source, part.endpoint),
      caveats: [ledTo.isEmpty() ? caveat : { ...caveat, ledTo }],
    },
  ];
}

function waysTreatedAlike(cluster: CompiledCluster, pod: PodParty): readonly WayIn[] {
  const ways = cluster.waysIn.get(pod.workload) ?? [];
  const groups = groupBy(ways, ({ controller }) =>
    outcomeKey(cluster.sideOutcome(pod, 'ingress', { site: controller })),
  );
  return Array.from(groups.values(), (alike) =>
    alike.reduce((sum, { connections, translations }) => ({
      ...sum,
      connections: sum.connections.union(connections),
      translations: [...sum.translations, ...translations],
    })),
  );
}

/** Pieces of an end that is addresses, such as the other end's rules treat as one. */
function splitEnd(cluster: CompiledCluster, end: End, other: Party, direction: Direction): readonly End[] {
  const side = cluster.side(other, direction);
  if (end.party.site.kind === 'pod' || side === undefined) return [end];
  const pieces = splitAddresses(end.party.site.addresses, side.cuts());
  if (pieces.length <= 1) return [end];
  return pieces.map((addresses) => ({
    endpoint: { kind: 'addresses', cidrs: toCidrs(addresses) },
    party: addressParty(addresses),
  }));
}

function explainPair(
  cluster: CompiledCluster,
  from: End,
  to: End,
  { asked, translations }: TargetPart,
): Explanation {
  const [source, destination] = [from.party, to.party];
  const toItself = isSamePod(source, destination);
  const egress = { self: source, direction: 'egress', other: destination, asked } as const;
  const ingress = { self: destination, direction: 'ingress', other: source, asked } as const;
  const answers = toItself
    ? { egress: openSide(egress), ingress: openSide(ingress) }
    : { egress: answerSide(cluster, egress), ingress: answerSide(cluster, ingress) };
  const outcome = both(outcomeOf(answers.egress), outcomeOf(answers.ingress));
  return {
    source: from.endpoint,
    destination: to.endpoint,
    verdict: verdictOf(asked, outcome),
    ...asAnswer(outcome),
    ...answers,
    translations,
    caveats: [
      ...sameWorkload(source, destination),
      ...(toItself ? [] : pairCaveats(cluster, { source, destination, asked })),
    ],
    parts: [],
  };
}

/** A pod reaches its own address whatever the policies say. Of other workloads, two pods are meant. */
function isSamePod({ workload }: Party, destination: Party): boolean {
  return workload?.kind === 'Pod' && workload === destination.workload;
}

function sameWorkload({ workload }: Party, destination: Party): readonly Caveat[] {
  return workload !== undefined && workload === destination.workload
    ? [{ kind: 'same-workload', workload }]
    : [];
}

function pairCaveats(cluster: CompiledCluster, pair: Pair): readonly Caveat[] {
  const { source, destination } = pair;
  return [
    ...hostNetworkCaveat(source, 'source'),
    ...hostNetworkCaveat(destination, 'destination'),
    ...undeclaredNamespaces(cluster, pair),
    ...undecidedCaveats(cluster, pair),
    ...podAddressCaveat(cluster, pair),
  ];
}

function undeclaredNamespaces(cluster: CompiledCluster, { source, destination }: Pair): readonly Caveat[] {
  return namespaceCaveats([
    ...undeclaredPeer(cluster, source, 'egress', destination.workload),
    ...undeclaredPeer(cluster, destination, 'ingress', source.workload),
  ]);
}
