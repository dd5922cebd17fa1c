/**
 * Rule: all addresses as a peer, which does not mean the same everywhere.
 */
import { isOpenBlock } from './api/ip-block';
import { valueRange } from './api/place';
import { isSet, peersOfRule, PEERS_KEY, type DirectedPart } from './api/policy-parts';
import { CILIUM_FAMILY, ENGINE_NAMES } from './engines';
import { sentenceCase } from '../wording/quantities';
import { appendedObject } from './fixes/new-item';
import type { Finding, Fix, Rule, RuleContext } from './rule';

export const rule = {
  id: 'ip-block-any-misses-pods',
  severity: 'warning',
  engines: ['kubernetes', ...CILIUM_FAMILY],
  documentation: {
    title: 'All addresses, but not all pods',
    clusterDoes:
      'Whether 0.0.0.0/0 includes pods is up to the network plugin. Those that compare addresses let pods through. Cilium, AKS with Cilium and GKE Dataplane V2 know pods by their labels, and no range of addresses means them: only what is outside the cluster may connect. A rule without peers means everybody everywhere.',
    meant:
      'Everybody: no peers, or a namespaceSelector that is empty beside the range. Only outside: the private ranges as exceptions, which says so. It keeps quiet where either is written. For plain Kubernetes it is information; with podreach.engine set to one of the engines named it is a warning.',
    bad: 'from:\n- ipBlock: {cidr: 0.0.0.0/0}',
    good: 'from:\n- ipBlock: {cidr: 0.0.0.0/0}\n- namespaceSelector: {}',
    link: 'https://docs.cilium.io/en/stable/network/kubernetes/policy/',
  },
  *check(context) {
    const covered = new Set(context.parts.rules.filter(coversPods).map(({ direction }) => direction));
    for (const directed of context.parts.rules) {
      if (covered.has(directed.direction)) continue;
      const peers = peersOfRule(directed);
      const open = peers.find(({ value }) => isOpenBlock(value['ipBlock']));
      if (open !== undefined) yield finding(context, directed, open);
    }
  },
} satisfies Rule;

/** A rule that means pods too: by a selector, or by having no peers. */
function coversPods(directed: DirectedPart): boolean {
  const peers = peersOfRule(directed);
  return (
    peers.length === 0 ||
    peers.some(({ value }) => isSet(value['podSelector']) || isSet(value['namespaceSelector']))
  );
}

function finding(context: RuleContext, directed: DirectedPart, { path }: DirectedPart): Finding {
  const { engine } = context;
  const isCertain = CILIUM_FAMILY.includes(engine);
  return {
    range: valueRange(context, [...path, 'ipBlock', 'cidr']),
    message: isCertain
      ? `${sentenceCase(ENGINE_NAMES[engine])} takes this for addresses outside the cluster: no pod is meant. Add a peer namespaceSelector: {}, or leave out the peers, to mean pods too.`
      : 'Whether all addresses include pods is up to the network plugin: with Cilium they do not. A rule without peers means everybody everywhere.',
    severity: isCertain ? 'warning' : 'info',
    fixes: addPods(context, directed),
  };
}

function addPods(context: RuleContext, { path, direction }: DirectedPart): readonly Fix[] {
  const edit = appendedObject(context, [...path, PEERS_KEY[direction]], { namespaceSelector: {} });
  return edit === undefined
    ? []
    : [{ title: 'Add all pods of the cluster (namespaceSelector: {})', edits: [edit] }];
}
