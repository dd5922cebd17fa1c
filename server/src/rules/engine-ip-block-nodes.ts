/**
 * Rule: addresses of nodes, for engines that know nodes by what they are and not by their addresses.
 */
import { addressesIn, intersectAddresses, isNoAddress } from '../evaluator/address-set';
import { list, sentenceCase } from '../wording/quantities';
import { isDefaultRoute } from './api/ip-block';
import { valueRange } from './api/place';
import { ENGINE_NAMES } from './engines';
import type { Rule, RuleContext } from './rule';

export const rule = {
  id: 'engine-ip-block-nodes',
  severity: 'warning',
  engines: ['azure-cilium', 'cilium'],
  documentation: {
    title: 'Addresses of nodes, which the engine does not match',
    clusterDoes:
      'Cilium knows nodes as nodes: an ipBlock does not mean them, even if it holds their addresses. Connections with nodes, and with pods on the host network, stay denied. Cilium of its own takes nodes for addresses only with the option policy-cidr-match-mode: nodes; AKS does not offer it.',
    meant:
      'A CiliumNetworkPolicy with the entities host and remote-node. The rule speaks where the setting podreach.cluster.nodeCIDRs says which addresses nodes have (--node-cidr on the command line), and keeps quiet about a default route, which is about the internet.',
    bad: 'ipBlock:\n  cidr: 10.240.0.0/16',
    good: 'ipBlock:\n  cidr: 203.0.113.0/24',
    link: 'https://docs.cilium.io/en/stable/security/policy/language/#cidr-based',
  },
  *check(context) {
    for (const { path, value } of context.parts.ipBlocks) {
      const nodes = nodesIn(context, value);
      if (nodes.length > 0) {
        yield { range: valueRange(context, [...path, 'cidr']), message: message(context, nodes) };
      }
    }
  },
} satisfies Rule;

/** Those of the ranges of nodes that an ipBlock meets. */
function nodesIn(
  { nodeCIDRs }: RuleContext,
  { cidr, except }: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (typeof cidr !== 'string' || isDefaultRoute(cidr)) return [];
  const left = Array.isArray(except) ? except.filter((one): one is string => typeof one === 'string') : [];
  const meant = addressesIn([cidr], left);
  return nodeCIDRs.filter((nodes) => !isNoAddress(intersectAddresses(meant, addressesIn([nodes]))));
}

function message({ engine }: RuleContext, nodes: readonly string[]): string {
  const unless = engine === 'cilium' ? ' (unless policy-cidr-match-mode is nodes)' : '';
  return `${sentenceCase(ENGINE_NAMES[engine])} does not match nodes by address${unless}, and this range holds addresses of nodes (${list(nodes)}): connections with them stay denied. Use a CiliumNetworkPolicy with the entities host and remote-node.`;
}
