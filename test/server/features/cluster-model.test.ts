import { describe, expect, it } from 'vitest';
import { clusterModel } from '../../../server/src/features/cluster-model';
import { createPositions } from '../../../server/src/features/positions';
import type { View } from '../../../server/src/features/view';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { fileUri, fixture, PODS } from './fixture';

const SHOP = `# file: base/workloads.yaml
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: store}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers:
        - {name: main, image: cart, ports: [{name: http, containerPort: 8080}, {containerPort: 9090}]}
---
apiVersion: v1
kind: Pod
metadata: {name: probe, namespace: monitoring}
spec: {hostNetwork: true, containers: [{name: main, image: probe}]}
# file: base/services.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  selector: {app: cart}
  ports: [{port: 80, targetPort: http}, {port: 9090}]
---
apiVersion: v1
kind: Service
metadata: {name: bank, namespace: shop}
spec: {type: ExternalName, externalName: bank.example}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front, namespace: shop}
spec:
  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: cart, port: {number: 80}}}}]}}]
# file: policies/cart.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart, namespace: shop}
spec:
  podSelector: {matchLabels: {app: cart}}
  policyTypes: [Ingress, Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: nobody, namespace: shop}
spec:
  podSelector: {matchLabels: {app: gone}}
`;

function textOf(manifests: string, limits: readonly string[] = []): string {
  return clusterModel([fixture(manifests).view], limits).text;
}

describe('clusterModel', () => {
  it('tells everything that is known, each with its place', () => {
    expect(textOf(SHOP)).toBe(`# Cluster model

2 workloads, 2 namespaces and 2 policies from 3 files.

## Namespaces

- \`monitoring\` with \`kubernetes.io/metadata.name=monitoring\`, only mentioned: no manifest declares it
- \`shop\` with \`team=store, kubernetes.io/metadata.name=shop\` (base/workloads.yaml:1)

## Workloads

### Namespace \`monitoring\`

- Pod \`probe\` without labels, no ports named, on the host network (base/workloads.yaml:16)

### Namespace \`shop\`

- Deployment \`cart\` with \`app=cart\`, ports 8080/TCP \`http\` and 9090/TCP (base/workloads.yaml:5)

## Services

- \`shop/bank\`, without ports, another name for \`bank.example\` (base/services.yaml:8)
- \`shop/cart\`, port 80/TCP to \`http\` and port 9090/TCP, selects pods with \`app=cart\`, 1 workload: \`shop/cart[Deployment]\` (base/services.yaml:1)

## Ways in from outside

- Ingress \`shop/front\` leads to \`shop/cart\` (base/services.yaml:13)

## Policies

- NetworkPolicy \`shop/cart\` isolates ingress and egress of pods with \`app=cart\` in namespace \`shop\`, 1 workload: \`shop/cart[Deployment]\` (policies/cart.yaml:1)
- NetworkPolicy \`shop/nobody\` isolates ingress of pods with \`app=gone\` in namespace \`shop\`, no known workload (policies/cart.yaml:8)
`);
  });

  it('says the same whatever the order of the files', () => {
    const parts = SHOP.split(/^(?=# file: )/mu);
    expect(textOf(parts.toReversed().join(''))).toBe(textOf(SHOP));
  });

  it('makes of each place a link to the line on which the object begins', () => {
    const { text, links } = clusterModel([fixture(SHOP).view], []);
    const linked = links.map(({ range: { start, end } }) =>
      text.split('\n')[start.line]?.slice(start.character, end.character),
    );
    expect(linked).toHaveLength(8);
    expect(linked.at(-1)).toBe('policies/cart.yaml:8');
    expect(links.at(-1)?.target).toEqual({
      uri: fileUri('policies/cart.yaml'),
      range: { start: { line: 7, character: 0 }, end: { line: 7, character: 0 } },
    });
  });

  it('names what was left out, and why', () => {
    const manifests = `# file: a.yaml
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
---

kind: NetworkPolicy
metadata: {name: x}
spec: {{ .Values.spec }}
---
kind: NetworkPolicy
metadata: {name: y}
spec: {$patch: delete}
# file: b.yaml
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: web, namespace: shop}
`;
    const text = textOf(manifests, ['40 files too large to read (podreach.limits.fileSize)']);
    expect(text.slice(text.indexOf('## Left out'))).toBe(`## Left out

- A template: what it renders to is not known (a.yaml:6)
- A patch to another manifest (a.yaml:10)
- CiliumNetworkPolicy.cilium.io \`shop/web\`: policies of this kind are not read, and may decide otherwise (b.yaml:5)
- Pod \`shop/web\`, which is written 2 times: another one counts (a.yaml:1)

## Not read

- 40 files too large to read (podreach.limits.fileSize)
`);
  });

  it('says how many entries of a huge cluster are not listed', () => {
    const pods = Array.from(
      { length: 1003 },
      (_, nth) => `kind: Pod\napiVersion: v1\nmetadata: {name: p${String(nth)}, namespace: shop}\n`,
    );
    const text = textOf(pods.join('---\n'));
    expect(text.match(/^- Pod /gmu)).toHaveLength(1000);
    expect(text).toContain('\n3 more entries not listed here; answers count them too.\n');
  });

  it('has no mark that a name could have made', () => {
    const text = textOf('kind: Pod\napiVersion: v1\nmetadata: {name: "a`](x)", namespace: "*b*"}\n');
    expect(text).toContain('- Pod `` a`](x) `` without labels');
    expect(text).toContain('### Namespace `*b*`');
  });

  it('calls files by their names in the folder that has all others, also beside an untitled one', () => {
    const untitled = createWorkspace();
    untitled.set('untitled:Untitled-1', 'kind: Pod\napiVersion: v1\nmetadata: {name: one}\n');
    const views = [fixture(SHOP).view, { snapshot: untitled.snapshot(), positions: createPositions() }];
    const { text } = clusterModel(views, []);
    expect(text).toContain('(base/workloads.yaml:1)');
    expect(text).toContain('(Untitled-1:1)');
  });

  it('passes over files that were never meant to be manifests', () => {
    const settings =
      '# file: settings.json\n// kubernetes\n{"podreach.namespace": "shop", "a": [NetworkPolicy\n';
    expect(textOf(settings)).toBe('# Cluster model\n\nNo manifests are known.\n');
  });

  it('tells several clusters apart by their folders, and admits to know none', () => {
    const inFiles = (...names: readonly string[]): View => {
      const workspace = createWorkspace();
      for (const name of names) workspace.set(fileUri(name), PODS);
      return { snapshot: workspace.snapshot(), positions: createPositions() };
    };
    const views = [
      inFiles('dev/a/pods.yaml', 'dev/b/pods.yaml'),
      inFiles('prod/eu/pods.yaml', 'prod/eu/more.yaml'),
      inFiles('pods.yaml', 'shared/pods.yaml'),
      inFiles('alone.yaml'),
    ];
    const headings = clusterModel(views, []).text.match(/^# .*$/gmu);
    expect(headings).toEqual([
      '# Cluster model of folder `dev`',
      '# Cluster model of folder `prod/eu`',
      '# Cluster model of the other files',
      '# Cluster model of file `alone.yaml`',
    ]);
    expect(clusterModel([], []).text).toBe('# Cluster model\n\nNo manifests are known.\n');
  });
});
