import { describe, expect, it } from 'vitest';
import { clusterAssumptions } from '../../../server/src/wording/cluster-assumptions';
import { createWorkspace } from '../../../server/src/workspace/workspace';

const WEB = pod('web', 'front');
const DECLARED = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: web}\n';
const TEAM = '{namespaceSelector: {matchLabels: {team: a}}}';

function pod(namespace: string, name: string, more = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: ${namespace}}\n${more}`;
}

/** Lets pods of the namespace `web` be reached by the peer. */
function from(peer: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: web}\nspec: {podSelector: {}, ingress: [{from: [${peer}]}]}\n`;
}

/** Denies every pod what the peer is. */
function deny(peer: string): string {
  return `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\nmetadata: {name: p}\nspec: {priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [${peer}]}]}\n`;
}

function assumed(...documents: readonly string[]): readonly string[] {
  const workspace = createWorkspace();
  workspace.set('a.yaml', documents.join('---\n'));
  return clusterAssumptions(workspace.snapshot().cluster);
}

describe('undeclared namespaces', () => {
  it('are named where policies ask for labels of namespaces', () => {
    expect(assumed(WEB, from(TEAM))).toEqual(['namespace web is not declared, so only its name is known']);
    expect(assumed(WEB, pod('shop', 'cart'), from(TEAM))).toEqual([
      'namespaces shop and web are not declared, so only their names are known',
    ]);
    const subject = deny('{namespaces: {}}').replace(
      'namespaces: {}',
      'namespaces: {matchLabels: {team: a}}',
    );
    expect(assumed(WEB, subject)).toEqual(['namespace web is not declared, so only its name is known']);
  });

  it('are a few names of many', () => {
    const pods = ['a', 'b', 'c', 'd', 'e'].map((namespace) => pod(namespace, 'x'));
    expect(assumed(...pods, from(TEAM))).toEqual([
      'namespaces a, b, c and 2 more are not declared, so only their names are known',
    ]);
  });

  it('do not matter where they are declared, or only their names are asked for', () => {
    expect(assumed(WEB, DECLARED, from(TEAM))).toEqual([]);
    expect(assumed(WEB, from('{namespaceSelector: {}}'))).toEqual([]);
    expect(assumed(WEB, from(TEAM.replace('team', 'kubernetes.io/metadata.name')))).toEqual([]);
  });
});

describe('addresses', () => {
  it('of ipBlocks mean no pods, where pods could have them', () => {
    expect(assumed(WEB, from('{ipBlock: {cidr: 10.0.0.0/8}}'))).toEqual(['no ipBlock means a pod']);
    expect(assumed(WEB, from('{ipBlock: {cidr: 192.0.2.0/24}}'))).toEqual([]);
    const outside = '{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]}}';
    expect(assumed(WEB, from(outside))).toEqual([]);
  });

  it('of networks mean no pods whose addresses are unknown', () => {
    const networks = deny('{networks: [10.0.0.0/8]}');
    expect(assumed(WEB, networks)).toEqual([
      'pods of unknown address are in no network that a rule names, but in 0.0.0.0/0',
    ]);
    expect(assumed(pod('web', 'front', 'status: {podIP: 10.1.2.3}\n'), networks)).toEqual([]);
  });

  it('of nodes and domain names are not known at all', () => {
    expect(assumed(WEB, deny('{nodes: {}}'))).toEqual(["no address outside is a node's"]);
    expect(assumed(WEB, deny('{domainNames: [example.com]}'))).toEqual([
      'what domain names decide is left out',
    ]);
  });
});

describe('labels that pods get when they run', () => {
  const primary = from('{podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: db-0}}}');
  const set = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, namespace: web}\n';

  it('are those of no pod that is known by its template', () => {
    expect(assumed(set, primary)).toEqual([
      'no pod has statefulset.kubernetes.io/pod-name, which pods get when they run',
    ]);
  });

  it('are known of pods that run', () => {
    expect(assumed(WEB, primary)).toEqual([]);
  });
});

describe('policies of kinds that are not read', () => {
  const calico =
    'apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: p, namespace: web}\nspec: {selector: all()}\n';
  const cilium = 'apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {name: all}\n';

  it('are named, also beside a NetworkPolicy of the same name', () => {
    expect(assumed(WEB, calico, from('{podSelector: {}}'))).toEqual([
      'NetworkPolicy.projectcalico.org web/p, of a kind that is not read, decides nothing',
    ]);
    expect(assumed(WEB, calico, cilium)).toEqual([
      'NetworkPolicy.projectcalico.org web/p and CiliumClusterwideNetworkPolicy.cilium.io all, of kinds that are not read, decide nothing',
    ]);
  });
});

describe('pods on the host network', () => {
  const host = pod('web', 'agent', 'spec: {hostNetwork: true}\n');

  it('are governed by no policy', () => {
    expect(assumed(host, from('{podSelector: {}}'))).toEqual([
      'no policy governs pods on the host network (web/agent[Pod]), and they run on other nodes',
    ]);
  });

  it('are like all others where there is no policy', () => {
    expect(assumed(host)).toEqual([]);
  });
});
