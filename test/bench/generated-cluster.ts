/**
 * Clusters of any size as manifests, the same for the same seed: namespaces of teams, workloads of several kinds with
 * their Services, and policies in the idioms that people use. Correct manifests, without findings.
 */
import { adminPolicies, policiesOf } from './generated-policies';
import { seededRandom, type Random } from './random';

export interface ClusterSize {
  readonly namespaces: number;
  readonly workloads: number;
  readonly policies: number;
}

/** Text by name of file, relative to the folder of the cluster. */
export type Manifests = ReadonlyMap<string, string>;

/** A workload as policies see it. */
export interface App {
  readonly namespace: string;
  readonly name: string;
  readonly tier: Tier;
  readonly port: number;
}

export interface Team {
  readonly namespace: string;
  readonly name: string;
  readonly apps: readonly App[];
}

type Tier = (typeof TIERS)[number];

const TIERS = ['web', 'api', 'worker', 'db'] as const;

const PORTS: Readonly<Record<Tier, number>> = { web: 8080, api: 9000, worker: 9100, db: 5432 };

const KINDS = ['Deployment', 'Deployment', 'Deployment', 'StatefulSet', 'DaemonSet', 'Pod'] as const;

/** How many namespaces belong to one team. */
const TEAM = 5;

/** A tenth as many namespaces as workloads has twenty workloads each, and so on: sizes that clusters have. */
export function sizeOf(workloads: number, policies: number): ClusterSize {
  return { namespaces: Math.max(1, Math.round(workloads / 20)), workloads, policies };
}

export function generateCluster(seed: number, { namespaces, workloads, policies }: ClusterSize): Manifests {
  const random = seededRandom(seed);
  const manifests = new Map<string, string>();
  const teams = Array.from({ length: namespaces }, (_, index): Team => {
    const namespace = `ns-${number(index)}`;
    const apps = Array.from({ length: share(workloads, namespaces, index) }, (__, nth) =>
      app(namespace, `app-${number(nth)}`, random),
    );
    return { namespace, name: `team-${Math.floor(index / TEAM)}`, apps };
  });
  for (const team of teams) {
    manifests.set(`${team.namespace}/namespace.yaml`, namespaceText(team));
    for (const one of team.apps) manifests.set(`${team.namespace}/${one.name}.yaml`, appText(one, random));
  }
  for (const { name, text } of adminPolicies(teams, policies)) manifests.set(`cluster/${name}.yaml`, text);
  for (const [index, team] of teams.entries()) {
    const wanted = share(policies, namespaces, index);
    for (const { name, text } of policiesOf(team, teams, wanted, random)) {
      manifests.set(`${team.namespace}/policies/${name}.yaml`, text);
    }
  }
  return manifests;
}

/** What falls to one of several when all get the same, and the first ones the rest. */
function share(amount: number, among: number, index: number): number {
  return Math.floor(amount / among) + (index < amount % among ? 1 : 0);
}

function number(index: number): string {
  return String(index).padStart(3, '0');
}

function app(namespace: string, name: string, random: Random): App {
  const tier = random.pick(TIERS);
  return { namespace, name, tier, port: PORTS[tier] };
}

function namespaceText({ namespace, name }: Team): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
  labels:
    team: ${name}
    environment: ${namespace.endsWith('0') ? 'staging' : 'production'}
`;
}

function appText(one: App, random: Random): string {
  const workload = workloadText(one, random.pick(KINDS));
  return random.chance(0.7) ? `${workload}---\n${serviceText(one)}` : workload;
}

function workloadText({ namespace, name, tier, port }: App, kind: (typeof KINDS)[number]): string {
  const labels = [`app: ${name}`, `tier: ${tier}`, 'app.kubernetes.io/part-of: shop'];
  const head = `apiVersion: ${kind === 'Pod' ? 'v1' : 'apps/v1'}
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
${lines(labels, 4)}
spec:
`;
  const pod = podSpec(name, port);
  if (kind === 'Pod') return `${head}${lines(pod, 2)}\n`;
  return `${head}${kind === 'DaemonSet' ? '' : '  replicas: 2\n'}${kind === 'StatefulSet' ? `  serviceName: ${name}\n` : ''}  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
${lines(labels, 8)}
      annotations:
        prometheus.io/scrape: "true"
    spec:
${lines(pod, 6)}
`;
}

function podSpec(name: string, port: number): readonly string[] {
  return `serviceAccountName: ${name}
containers:
  - name: main
    image: registry.example/${name}:1.4.2
    args: ["--listen", ":${port}"]
    env:
      - name: LOG_LEVEL
        value: info
      - name: PASSWORD
        valueFrom:
          secretKeyRef:
            name: ${name}
            key: password
    ports:
      - name: main
        containerPort: ${port}
      - name: metrics
        containerPort: 9102
    readinessProbe:
      httpGet:
        path: /healthz
        port: main
    resources:
      requests:
        cpu: 100m
        memory: 128Mi
      limits:
        memory: 256Mi`.split('\n');
}

function serviceText({ namespace, name, port }: App): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    app: ${name}
  ports:
    - name: main
      port: ${port === 5432 ? 5432 : 80}
      targetPort: main
`;
}

function lines(texts: readonly string[], indent: number): string {
  return texts.map((text) => ' '.repeat(indent) + text).join('\n');
}
