/**
 * Rule: more ports for one peer than the engine has room for.
 */
import type { Policy, PolicyRule } from '../evaluator/model';
import { modelRule } from './api/destinations';
import { keyRange } from './api/place';
import type { DirectedPart } from './api/policy-parts';
import type { Rule } from './rule';

/** Entries of protocol, port and endPort that it keeps for an address. */
const MOST = 24;

export const rule = {
  id: 'engine-port-count',
  severity: 'error',
  engines: ['aws-vpc-cni'],
  documentation: {
    title: 'More ports for one peer than the AWS VPC CNI has room for',
    clusterDoes:
      'The AWS VPC CNI keeps at most 24 entries of protocol and port for one peer, counted over the rules of a direction. What is beyond them is not applied.',
    meant: 'A range with endPort, which counts as one entry, or no ports at all.',
    bad: `ports:\n${Array.from({ length: 25 }, (_, index) => `- {protocol: TCP, port: ${8000 + 2 * index}}`).join('\n')}`,
    good: 'ports:\n- {protocol: TCP, port: 8000, endPort: 8048}',
    link: 'https://github.com/aws/aws-network-policy-agent',
  },
  *check(context) {
    const policy = context.snapshot.policyOf(context.file, context.resource);
    if (policy === undefined) return;
    const counted = new Map<string, Set<string>>();
    for (const directed of context.parts.rules) {
      const amount = countPorts(policy, directed, counted);
      if (amount <= MOST) continue;
      yield {
        range: keyRange(context, [...directed.path, 'ports']),
        message: `These are ${amount} ports for one peer; the AWS VPC CNI applies ${MOST} at most. Write ranges with endPort.`,
      };
    }
  },
} satisfies Rule;

/** The most entries that any peer of the rule has by now; a repeated entry counts once. */
function countPorts(policy: Policy, directed: DirectedPart, counted: Map<string, Set<string>>): number {
  const one = modelRule(policy, directed);
  if (one === undefined || one.ports === 'any') return 0;
  const entries = one.ports.map((match) => JSON.stringify(match));
  const amounts = peerKeys(one).map((peer) => {
    const key = `${directed.direction} ${peer}`;
    const known = new Set([...(counted.get(key) ?? []), ...entries]);
    counted.set(key, known);
    return known.size;
  });
  return Math.max(0, ...amounts);
}

function peerKeys({ peers }: PolicyRule): readonly string[] {
  if (peers === 'any') return ['any'];
  return peers.map((peer) => JSON.stringify({ ...peer, path: '' }));
}
