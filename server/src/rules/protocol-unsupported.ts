/**
 * Rule: protocols that no policy can name, and SCTP where the engine may not know it.
 */
import { formatPath } from '../manifests/document';
import { sentenceCase } from '../wording/quantities';
import { valueRange } from './api/place';
import type { Part } from './api/policy-parts';
import { rejection } from './api/rejection';
import { ENGINE_NAMES, type Engine } from './engines';
import { replaceScalar } from './fixes/scalar';
import type { Finding, Fix, Rule, RuleContext, Severity } from './rule';

const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/** What becomes of SCTP, for the engines that are known to differ. */
const SCTP: Partial<Record<Engine, { readonly severity: Severity; readonly text: string }>> = {
  'azure-npm-windows': { severity: 'error', text: 'drops a policy with SCTP, and the pods stay open' },
  cilium: {
    severity: 'warning',
    text: 'applies SCTP only where support for it is switched on, and then translates no ports of Services',
  },
  'kube-router': { severity: 'info', text: 'is not known to support SCTP' },
};

export const rule = {
  id: 'protocol-unsupported',
  severity: 'error',
  documentation: {
    title: 'A protocol that policies do not know',
    clusterDoes:
      'The API server accepts TCP, UDP and SCTP, in upper case, and rejects a policy with anything else. It accepts SCTP everywhere, but not every network plugin applies it: with podreach.engine the rule says where.',
    meant:
      'TCP, UDP or SCTP. Policies cannot name ICMP: a rule without ports usually lets it through, and its effect is up to the network plugin.',
    bad: 'ports:\n- {protocol: tcp, port: 80}',
    good: 'ports:\n- {protocol: TCP, port: 80}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#sctp',
  },
  *check(context) {
    for (const item of context.parts.ports) {
      const { protocol } = item.value;
      if (typeof protocol !== 'string') continue;
      if (!PROTOCOLS.includes(protocol)) yield unknownProtocol(context, item, protocol);
      else if (protocol === 'SCTP') yield* sctp(context, item);
    }
  },
} satisfies Rule;

function unknownProtocol(context: RuleContext, { path }: Part, protocol: string): Finding {
  const written = protocol === '' ? 'nothing' : protocol;
  const advice = /^icmp/iu.test(protocol)
    ? ' Policies cannot name ICMP; only a rule without ports may let it through.'
    : '';
  const message = `protocol must be TCP, UDP or SCTP, not ${written}. The API server rejects the policy.${advice}`;
  return rejection(context, [...path, 'protocol'], 'NotSupported', message, {
    fixes: spelling(context, [...path, 'protocol'], protocol),
  });
}

function spelling(context: RuleContext, path: Part['path'], protocol: string): readonly Fix[] {
  const right = PROTOCOLS.find((known) => known === protocol.trim().toUpperCase());
  if (right === undefined) return [];
  return replaceScalar(context, path, right, { title: `Write ${right}`, preferred: true, safe: true });
}

function* sctp(context: RuleContext, { path }: Part): Iterable<Finding> {
  const effect = SCTP[context.engine];
  if (effect === undefined) return;
  yield {
    range: valueRange(context, [...path, 'protocol']),
    field: formatPath([...path, 'protocol']),
    message: `${sentenceCase(ENGINE_NAMES[context.engine])} ${effect.text}.`,
    severity: effect.severity,
  };
}
