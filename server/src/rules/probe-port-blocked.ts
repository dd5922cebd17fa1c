/**
 * Rule: probes of the kubelet, for engines that are known to have dropped them.
 */
import type { PolicyRule, Protocol, Workload } from '../evaluator/model';
import { field, fieldAt, isObject, items } from '../manifests/json-value';
import { sentenceCase } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import { portsTo } from './api/destinations';
import { keyRange } from './api/place';
import { ENGINE_NAMES } from './engines';
import type { Rule } from './rule';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

export const rule = {
  id: 'probe-port-blocked',
  severity: 'hint',
  engines: ['kube-router', 'kindnet'],
  documentation: {
    title: 'A probe that some engines have dropped',
    clusterDoes:
      'The API promises that the node of a pod may always connect to it, so that probes of the kubelet need no rule. Some versions of kube-router and of the engine in kind dropped them nevertheless.',
    meant:
      'Nothing, if probes work. Otherwise a newer version of the engine, or a rule for the port of the probe and the addresses of the nodes.',
    bad: 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\nspec: {containers: [{name: web, readinessProbe: {httpGet: {port: 8080}}}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: web}}\n  policyTypes: [Ingress]',
    good: 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\nspec: {containers: [{name: web, readinessProbe: {httpGet: {port: 8080}}}]}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: web}}\n  policyTypes: [Ingress]\n  ingress:\n  - from: [{ipBlock: {cidr: 192.0.2.0/24}}]\n    ports: [{protocol: TCP, port: 8080}]',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  },
  *check(context) {
    const { snapshot, file, resource, engine } = context;
    const policy = snapshot.policyOf(file, resource);
    if (policy?.ingress === undefined) return;
    for (const workload of snapshot.evaluator.select(policy.subject)) {
      const [first] = snapshot.evaluator.policiesSelecting(workload, 'ingress');
      const port = first === policy ? blockedProbe(workload, snapshot) : undefined;
      if (port === undefined) continue;
      yield {
        range: keyRange(context, ['spec', 'podSelector']),
        message: `${sentenceCase(ENGINE_NAMES[engine])} has dropped probes in some versions, and no rule allows port ${port} of ${workload.namespace}/${workload.name} from addresses. If probes fail, look here first.`,
      };
      return;
    }
  },
} satisfies Rule;

/** A port that a probe asks, and that no rule opens to everybody or to addresses. */
function blockedProbe(workload: Workload, snapshot: Snapshot): number | undefined {
  const rules = snapshot.evaluator
    .policiesSelecting(workload, 'ingress')
    .flatMap(({ ingress = [] }) => ingress)
    .filter(isOpenToNodes);
  return probePorts(workload, snapshot).find(
    (port) => !rules.some((one) => portsTo(one, workload).has(TCP, port)),
  );
}

const TCP: Protocol = 'TCP';

function isOpenToNodes({ verdict, peers }: PolicyRule): boolean {
  return verdict === 'allow' && (peers === 'any' || peers.some(({ kind }) => kind !== 'endpoints'));
}

function probePorts({ kind, source, ports }: Workload, snapshot: Snapshot): readonly number[] {
  const value = snapshot.resourceOf(source)?.value;
  const template = kind === 'Pod' ? value : fieldAt(value, ['spec', 'template']);
  return items(fieldAt(template, ['spec', 'containers'])).flatMap((container) =>
    PROBES.flatMap((name) => portOf(field(container, name))).flatMap((port) =>
      typeof port === 'number' ? port : (ports.find((one) => one.name === port)?.port ?? []),
    ),
  );
}

function portOf(probe: unknown): readonly (number | string)[] {
  if (!isObject(probe)) return [];
  const asked = ['httpGet', 'tcpSocket', 'grpc'].map((way) => fieldAt(probe, [way, 'port']));
  return asked.filter((port) => typeof port === 'number' || typeof port === 'string');
}
