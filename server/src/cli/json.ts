/**
 * The JSON shapes of the command's contract. Fields may be added here, none renamed or dropped.
 */
import type {
  Connection,
  DirectionAnswer,
  Endpoint,
  Explanation,
  ReachAnswer,
  RuleHit,
  Target,
  Translation,
} from '../evaluator/answers';
import type { ConnectionSet, PortRange } from '../evaluator/connection-set';
import { workloadId, type Policy, type Workload } from '../evaluator/model';
import type { NoteStyle } from '../wording/assumed';
import { notes, noteText } from '../wording/caveats';
import { nearMissText } from '../wording/near-misses';
import { entranceName, serviceId, servicePortNumber, targetId } from '../wording/names';
import { endsOf, explanationReason } from '../wording/reasons';
import { remembered } from '../wording/remembered';
import type { LoadedCluster } from './load-cluster';

export type JsonPeer = string | { readonly cidrs: readonly string[] } | { readonly ingressController: true };

/** A workload or Service by its name, addresses by their CIDRs. */
export function jsonPeer(target: Target): JsonPeer {
  if (target.kind === 'addresses') return { cidrs: target.cidrs };
  return target.kind === 'ingress-controller' ? { ingressController: true } : targetId(target);
}

export type JsonConnections = 'all' | readonly PortRange[];

/** `"all"`, or ranges of ports by protocol, as the contract of the command has them. */
export function jsonConnections(connections: ConnectionSet): JsonConnections {
  return connections.toRanges();
}

/** How much text of a list is put together before it is handed on. */
const PIECE = 16_384;

/** The items of a JSON list, one a line, so that large answers can be read with tools that work by lines. */
export function* jsonLines<T>(items: Iterable<T>, json: (item: T) => string): Iterable<string> {
  let piece = '';
  let separator = '\n  ';
  for (const item of items) {
    piece += separator + json(item);
    separator = ',\n  ';
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (separator.startsWith(',')) yield `${piece}\n`;
}

/** The end of a document in lines: what the answer rests on, if it rests on anything. */
export function jsonNotes(notes: readonly string[]): string {
  return notes.length === 0 ? '' : `,\n"notes": ${JSON.stringify(notes)}`;
}

export interface JsonWorkload {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly file: string;
  /** 0-based. */
  readonly line: number;
  readonly hostNetwork?: true;
}

export function jsonWorkload(workload: Workload, { lineOf }: Pick<LoadedCluster, 'lineOf'>): JsonWorkload {
  const { namespace, name, kind, labels, source, hostNetwork } = workload;
  return {
    id: workloadId(workload),
    namespace,
    name,
    kind,
    labels: Object.fromEntries([...labels].toSorted()),
    file: source.file,
    line: lineOf(source)?.line ?? 0,
    ...(hostNetwork && { hostNetwork }),
  };
}

/** Writes a connection as `{"source": peer, "destination": peer, "allowed": connections}`. */
export function connectionJson(): (connection: Connection) => string {
  // Millions of connections have few ends and few sets of ports among them.
  const peer = remembered((end: Endpoint) => JSON.stringify(jsonPeer(end)));
  const ports = remembered((allowed: ConnectionSet) => JSON.stringify(jsonConnections(allowed)));
  return ({ source, destination, allowed }) =>
    `{"source":${peer(source)},"destination":${peer(destination)},"allowed":${ports(allowed)}}`;
}

/** The answer of `reach` as the contract of the command has it. */
export function jsonReach(answer: ReachAnswer, style: NoteStyle): object {
  return {
    target: jsonPeer(answer.target),
    direction: answer.direction,
    reachable: answer.reachable.map(({ peer, allowed, possible }) => ({
      peer: jsonPeer(peer),
      allowed: jsonConnections(allowed),
      ...(possible && { possible: jsonConnections(possible) }),
    })),
    unreachable: answer.unreachable.map(jsonPeer),
    notes: notes(answer.caveats, style).map(noteText),
  };
}

/** `shop/allow-web[NetworkPolicy]`, formed as the names of workloads are. */
function jsonPolicy({ ref }: Policy): string {
  const name = ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
  return `${name}[${ref.kind}]`;
}

/** The answer of `explain` as the contract of the command has it. */
export function jsonExplanation(explanation: Explanation, cluster: LoadedCluster, style: NoteStyle): object {
  const { source, destination, verdict, allowed, egress, ingress, translations, caveats, parts } =
    explanation;
  return {
    verdict,
    allowed: jsonConnections(allowed),
    egress: jsonSide(egress, explanation, cluster),
    ingress: jsonSide(ingress, explanation, cluster),
    source: jsonPeer(source),
    destination: jsonPeer(destination),
    reason: explanationReason(explanation),
    translations: translations.map(jsonTranslation),
    notes: notes(caveats, style).map(noteText),
    parts: parts.map((part) => jsonExplanation(part, cluster, style)),
  };
}

function jsonTranslation(translation: Translation): object {
  const { entrance, service, workload, targetPort, protocol } = translation;
  return {
    ...(entrance && { entrance: entranceName(entrance) }),
    service: serviceId(service),
    servicePort: servicePortNumber(translation),
    workload: workloadId(workload),
    targetPort,
    protocol,
  };
}

function jsonSide(side: DirectionAnswer, explanation: Explanation, { locate }: LoadedCluster): object {
  const ends = endsOf(explanation, side.direction);
  const hit = ({ policy, rule, peer, allowed }: RuleHit): object => {
    const place = locate(policy.source, peer?.path ?? rule.path);
    return {
      policy: jsonPolicy(policy),
      rule: rule.path,
      ...(peer && { peer: peer.path }),
      file: policy.source.file,
      line: place?.line ?? 0,
      allowed: jsonConnections(allowed),
    };
  };
  return {
    verdict: side.verdict,
    isolatedBy: side.isolatedBy.map(jsonPolicy),
    allowedBy: side.allowedBy.map(hit),
    deniedBy: side.deniedBy.map(hit),
    nearMisses: side.nearMisses.map((miss) => nearMissText(miss, ends)),
  };
}
