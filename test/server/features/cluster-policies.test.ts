/** Hovers and lenses of policies for the whole cluster: the words for NetworkPolicies would be wrong of them. */
import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../../server/src/features/code-lens';
import { hover } from '../../../server/src/features/hover';
import { fixture, PODS } from './fixture';

const POLICY = `# file: policy.yaml
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: monitoring}
spec:
  tier: Admin
  priority: 10
  subject: {pods: {podSelector: {matchLabels: {app: cart}}}}
  ingress:
    - action: Accept
      from: [{namespaces: {matchLabels: {team: ops}}}]
      protocols: [{destinationNamedPort: http}]
    - action: Deny
      from: [{namespaces: {}}]
  egress:
    - action: Pass
      to: [{networks: [10.0.0.0/8]}, {nodes: {}}]
`;
const PAGE = '[Network Policy API: overview](https://network-policy-api.sigs.k8s.io/api-overview/)';

/** The paragraphs of the hover where `marked` stands, which has a `|`. */
function hoverAt(marked: string, policy = POLICY): readonly string[] | undefined {
  const { view, file, cursor } = fixture(policy.replace(marked.replace('|', ''), marked) + PODS);
  const contents = hover(view, file, cursor)?.contents;
  if (contents === undefined) return undefined;
  if (typeof contents !== 'object' || !('value' in contents)) throw new Error('not Markdown');
  return contents.value.split('\n\n');
}

describe('hover', () => {
  it('says of the policy when it is asked', () => {
    expect(hoverAt('ki|nd: Cluster')).toEqual([
      'Applies to 1 of 4 workloads: pods with `app=cart`.',
      '`shop/cart[Pod]`',
      'Asked before any NetworkPolicy. Priority 10: policies with lower numbers are asked first.',
      '- Ingress: 2 rules; 1 of 3 workloads can reach these pods\n- Egress: 1 rule; these pods can reach 3 of 3 workloads',
      PAGE,
    ]);
  });

  it('says the same of tier and priority', () => {
    const place =
      'Asked about what no NetworkPolicy decides. Priority 10: policies with lower numbers are asked first.';
    const baseline = POLICY.replace('Admin', 'Baseline');
    expect(hoverAt('ti|er: B', baseline)).toEqual([place, PAGE]);
    expect(hoverAt('priority: 1|0', baseline)).toEqual([place, PAGE]);
  });

  it('says that the first rule decides', () => {
    expect(hoverAt('in|gress:')).toEqual([
      'The first of these 2 rules that matches decides; everything else goes on to NetworkPolicies, unless another policy of the tier decides.',
      PAGE,
    ]);
    expect(hoverAt('e|gress:', POLICY.replace('Admin', 'Baseline'))?.[0]).toMatch(/else is allowed/u);
  });

  it('says of a rule what it does', () => {
    expect(hoverAt('act|ion: Accept')?.[0]).toBe('Lets in 1 of 4 workloads, on `http`.');
    expect(hoverAt('act|ion: Deny')?.[0]).toBe('Keeps out 4 of 4 workloads, on all ports.');
    expect(hoverAt('act|ion: Pass')?.[0]).toMatch(/^Leaves to later policies what goes to /u);
  });

  it('says which ports a name stands for', () => {
    expect(hoverAt('proto|cols:')).toEqual([
      'Only on `http`: ports of the selected pods, not of a Service.',
      '- `http` is 8080/TCP on 1 workload',
      PAGE,
    ]);
  });

  it('says that networks mean pods as well', () => {
    expect(hoverAt('net|works:')?.[1]).toMatch(
      /^Addresses outside the cluster, and pods and nodes that have such an address\. One of 2 peers/u,
    );
  });
});

describe('lenses', () => {
  const titles = (policy: string): readonly (string | undefined)[] => {
    const { view, file } = fixture(policy + PODS);
    const commands = { reach: 'client.reach', locations: 'client.locations' };
    const lenses = codeLenses(view, file, { uri: file.file, version: 1, commands });
    return lenses.map(({ command }) => command?.title);
  };

  it('stand on policy and rules, with the verb of the action', () => {
    expect(titles(POLICY)).toEqual([
      'Selects 1 workload · Reachable from 1 of 3',
      'Can reach 3 of 3',
      'Allows 1 workload',
      'Denies 4 workloads',
      'Passes on 1 address range and 1 node peer',
      'Passes on 1 address range',
    ]);
  });
});
