/**
 * Rule: a range of ports, for engines that see its first port only.
 */
import { portParts, type PortPart } from './api/destinations';
import { valueRange } from './api/place';
import { sentenceCase } from '../wording/quantities';
import { ENGINE_NAMES } from './engines';
import { removalOf } from './fixes/member';
import { appendedObjects } from './fixes/new-item';
import { lineBreak } from './fixes/layout';
import type { Fix, FixEdit, Rule, RuleContext } from './rule';

/** AKS ships Cilium 1.16, the first with ranges, from this version of Kubernetes on. */
const AKS_CILIUM_MINOR = 31;

/** A longer list of ports helps nobody. */
const MOST_PORTS = 16;

export const rule = {
  id: 'end-port-unsupported',
  severity: 'error',
  engines: ['weave', 'azure-cilium'],
  documentation: {
    title: 'A range of ports that the engine narrows to one',
    clusterDoes:
      'Weave Net, and AKS with Cilium before Kubernetes 1.31, do not know endPort: of the range only the first port is allowed, and nobody is told.',
    meant: 'The ports one by one.',
    bad: 'ports:\n- {protocol: TCP, port: 8000, endPort: 8003}',
    good: 'ports:\n- {protocol: TCP, port: 8000}\n- {protocol: TCP, port: 8001}\n- {protocol: TCP, port: 8002}\n- {protocol: TCP, port: 8003}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports',
  },
  *check(context) {
    const { engine, kubernetesMinor, parts } = context;
    if (engine === 'azure-cilium' && kubernetesMinor >= AKS_CILIUM_MINOR) return;
    for (const item of portParts(parts.rules)) {
      const { port, endPort } = item.value;
      if (typeof port !== 'number' || typeof endPort !== 'number' || endPort <= port) continue;
      yield {
        range: valueRange(context, [...item.path, 'endPort']),
        message: `${sentenceCase(ENGINE_NAMES[engine])} does not know endPort: of ${port} to ${endPort} it allows ${port} only. Write the ports one by one.`,
        fixes: oneByOne(context, item, port, endPort),
      };
    }
  },
} satisfies Rule;

function oneByOne(
  context: RuleContext,
  { path, rule: directed, protocol }: PortPart,
  port: number,
  endPort: number,
): readonly Fix[] {
  if (endPort - port >= MOST_PORTS) return [];
  const removal = removalOf(context, [...path, 'endPort']);
  const others = Array.from({ length: endPort - port }, (_, index) => ({
    protocol,
    port: port + index + 1,
  }));
  const addition = appendedObjects(context, [...directed.path, 'ports'], others);
  if (removal === undefined || addition === undefined) return [];
  const edits = joined(context, removal, addition);
  return edits === undefined ? [] : [{ title: `Write ports ${port} to ${endPort} one by one`, edits }];
}

/** Where endPort has the last line of the list, its line makes room for the new ones; unless a comment is on it. */
function joined(context: RuleContext, removal: FixEdit, addition: FixEdit): readonly FixEdit[] | undefined {
  const { start, end } = { start: removal.range.start, end: addition.range.start };
  if (removal.range.end <= end) return [removal, addition];
  const { text } = context.file;
  const before = start - lineBreak(text).length;
  if (text.slice(before, start) !== lineBreak(text) || text.slice(start, end).includes('#')) return undefined;
  return [{ range: { start: before, end }, newText: addition.newText }];
}
