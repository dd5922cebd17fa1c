/**
 * Rule: port names, for engines that do not look them up.
 */
import { peersOfRule } from './api/policy-parts';
import { portParts, type PortPart } from './api/destinations';
import { valueRange } from './api/place';
import { peerForm } from './api/peer-form';
import { ENGINE_NAMES, type Engine } from './engines';
import type { Finding, Rule, RuleContext, Severity } from './rule';

export const rule = {
  id: 'engine-named-port',
  severity: 'warning',
  engines: [
    'ovn-kubernetes',
    'weave',
    'azure-npm-windows',
    'azure-npm-lite',
    'calico-windows',
    'aws-vpc-cni',
  ],
  documentation: {
    title: 'A port name where the engine knows none',
    clusterDoes:
      'OVN-Kubernetes takes a rule with a port name for one without ports, and opens all ports of the protocol. Weave Net and Azure NPM on Windows drop the whole policy. Calico on Windows skips the rule. Azure NPM Lite knows numbers only. The AWS VPC CNI drops names in egress rules to addresses or to everybody.',
    meant: 'The number of the port.',
    bad: 'ports:\n- {protocol: TCP, port: http}',
    good: 'ports:\n- {protocol: TCP, port: 8080}',
  },
  *check(context) {
    const items = portParts(context.parts.rules);
    for (const item of items) {
      const found =
        typeof item.value['port'] === 'string' ? EFFECTS[context.engine]?.(item, items) : undefined;
      if (found !== undefined) yield finding(context, item, found);
    }
  },
} satisfies Rule;

interface Effect {
  readonly severity: Severity;
  readonly text: string;
}

type EffectOf = (item: PortPart, items: readonly PortPart[]) => Effect | undefined;

const policyLost: EffectOf = () => ({
  severity: 'error',
  text: 'drops the whole policy because of it, and the pods stay open',
});

const EFFECTS: Partial<Record<Engine, EffectOf>> = {
  'ovn-kubernetes': (item, items) =>
    hasNumberBeside(item, items)
      ? { severity: 'warning', text: 'ignores it beside the numbers of the rule' }
      : { severity: 'error', text: `opens all ${item.protocol} ports instead` },
  weave: policyLost,
  'azure-npm-windows': policyLost,
  'azure-npm-lite': () => ({ severity: 'warning', text: 'does not know it' }),
  'calico-windows': () => ({
    severity: 'warning',
    text: 'skips the rule because of it, which then allows nothing',
  }),
  'aws-vpc-cni': (item) =>
    isWithoutPods(item)
      ? {
          severity: 'warning',
          text: 'does not look it up for addresses, or for everybody: this allows nothing',
        }
      : undefined,
};

function hasNumberBeside(item: PortPart, items: readonly PortPart[]): boolean {
  return items.some(
    ({ rule: directed, protocol, value }) =>
      directed === item.rule && protocol === item.protocol && typeof value['port'] === 'number',
  );
}

/** An egress rule that names no pods in which a name could be looked up. */
function isWithoutPods({ rule: directed }: PortPart): boolean {
  return (
    directed.direction === 'egress' &&
    peersOfRule(directed).every(({ value }) => peerForm(value) === 'addresses')
  );
}

function finding(context: RuleContext, { path, value }: PortPart, { severity, text }: Effect): Finding {
  return {
    range: valueRange(context, [...path, 'port']),
    message: `${String(value['port'])} is the name of a port: ${ENGINE_NAMES[context.engine]} ${text}. Write the number of the port.`,
    severity,
  };
}
