/**
 * The answer to "Explain a connection" as plain JSON, and what to offer first when the question is asked at a place.
 * The sentences are those of the command line; each leads to the line it speaks of. Knows no view and no command.
 */
import type { Position } from 'vscode-languageserver';

import type { Endpoint } from '../evaluator/answers';
import type { Peer, Policy, PolicyRule, PortMatch, Workload } from '../evaluator/model';
import { formatPath, type ManifestFile } from '../manifests/document';
import type { ExplainDefaults, ExplainParams, ExplainResult, OutlineRow } from '../lsp/protocol';
import { explanationLines, type ExplanationLine, type WrittenPlace } from '../wording/explanation';
import { targetId } from '../wording/names';
import { explanationInOrder } from '../wording/order';
import { sentenceCase } from '../wording/quantities';
import { portText } from '../wording/read-port';
import { readConnection } from '../wording/read-connection';
import { isWithinPath, resourceAt } from './place';
import { basisOf } from './reachability';
import { subjectId, subjectOf, targetsOf } from './subject';
import { locationOf, type View } from './view';

/** `namespace` is that of names which carry none. */
export function explainConnection(view: View, params: ExplainParams, namespace: string): ExplainResult {
  const { cluster, evaluator } = view.snapshot;
  const reading = readConnection(params, { cluster, namespace }, evaluator);
  if (!reading.ok) return { kind: 'problem', part: reading.part, message: reading.message };
  const { source, destination, port } = reading.value;
  const explanation = explanationInOrder(evaluator.explain(source, destination, port));
  const { label, detail, rows } = rowOf(
    view,
    explanationLines(explanation, port === undefined ? {} : { port }),
  );
  return {
    kind: 'outline',
    title: label,
    summary: detail ?? '',
    mark: explanation.verdict,
    rows,
    basis: basisOf(view),
  };
}

/** Every row stands for itself and begins as a sentence does, unless with a name. */
function rowOf(view: View, { label, detail, brief, mark, place, lines }: ExplanationLine): OutlineRow {
  const opens = place && firstLocation(view, place);
  return {
    label: /^[a-z]+(?: |$)/u.test(label) ? sentenceCase(label) : label,
    ...(detail !== undefined && { detail }),
    ...(brief !== undefined && { brief }),
    ...(mark && { mark }),
    ...(opens && { opens }),
    rows: lines.map((line) => rowOf(view, line)),
  };
}

function firstLocation(view: View, { source, paths }: WrittenPlace): OutlineRow['opens'] {
  for (const path of paths) {
    const location = locationOf(view, source, path);
    if (location) return location;
  }
  return undefined;
}

/** More than these are not offered apart from the rest. */
const MANY = 5;

/**
 * What is probably meant at a place. On a workload or Service, connections to it; in a policy, connections that it
 * governs, and on one of its peers those with this peer, on a port of the rule.
 */
export function explainDefaults(view: View, file: ManifestFile, position: Position): ExplainDefaults {
  const offset = view.positions.offset(file, position);
  const resource = resourceAt(file, offset);
  const subject = resource && subjectOf(view.snapshot, file, resource);
  if (subject === undefined) return { from: [], to: [] };
  if (subject.kind !== 'policy') return { from: [], to: [subjectId(subject)] };
  const { policy } = subject;
  const selected = targetsOf(view.snapshot, subject, 'from').slice(0, MANY).map(targetId);
  const path = file.pathAt(offset)?.path ?? [];
  const place = ruleAt(policy, formatPath(path));
  const peers = place?.peers.flatMap((peer) => endsOf(view, peer)).slice(0, MANY) ?? [];
  const port = place?.rule.ports === 'any' ? undefined : place?.rule.ports[0];
  const isEgress = place ? place.isEgress : policy.ingress === undefined;
  return {
    ...(isEgress ? { from: selected, to: peers } : { from: peers, to: selected }),
    ...(port && { port: portOf(port) }),
  };
}

interface RulePlace {
  readonly rule: PolicyRule;
  readonly isEgress: boolean;
  /** The peer at the place, or all of the rule. */
  readonly peers: readonly Peer[];
}

function ruleAt({ ingress = [], egress = [] }: Policy, path: string): RulePlace | undefined {
  const rule = [...ingress, ...egress].find((one) => isWithinPath(path, one.path));
  if (rule === undefined) return undefined;
  const all = rule.peers === 'any' ? [] : rule.peers;
  const here = all.filter((peer) => isWithinPath(path, peer.path));
  return { rule, isEgress: egress.includes(rule), peers: here.length > 0 ? here : all };
}

function endsOf({ snapshot }: View, peer: Peer): readonly string[] {
  if (peer.kind === 'addresses') return peer.cidrs;
  if (peer.kind !== 'endpoints') return [];
  return snapshot.evaluator.select(peer.predicate).map((workload) => targetId(asEndpoint(workload)));
}

function asEndpoint(workload: Workload): Endpoint {
  return { kind: 'workload', workload };
}

function portOf(match: PortMatch): string {
  const port = match.kind === 'named' ? match.name : match.port;
  return portText({ port, ...(match.protocol && { protocol: match.protocol }) });
}
