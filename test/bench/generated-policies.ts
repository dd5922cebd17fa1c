/**
 * NetworkPolicies in the idioms that people use, and what administrators put before and behind them, for generated
 * clusters.
 */
import type { App, Team } from './generated-cluster';
import type { Random } from './random';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

interface Draw {
  readonly team: Team;
  readonly teams: readonly Team[];
  readonly random: Random;
}

/** The first policy of most namespaces shuts them; the others open them again here and there. */
export function policiesOf(
  team: Team,
  teams: readonly Team[],
  wanted: number,
  random: Random,
): readonly NamedText[] {
  const draw = { team, teams, random };
  const isShut = random.chance(SHUT);
  return Array.from({ length: wanted }, (_, index) => {
    const [idiom, spec] = index === 0 && isShut ? defaultDeny(draw) : random.pick(IDIOMS)(draw);
    const name = `${idiom}-${String(index).padStart(3, '0')}`;
    return { name, text: policyText(team.namespace, name, spec) };
  });
}

/** What administrators decide: for each fiftieth policy of the teams one before them, and one baseline behind them. */
export function adminPolicies(teams: readonly Team[], policies: number): readonly NamedText[] {
  const amount = Math.floor(policies / 50);
  const before = Array.from({ length: amount }, (_, index) => {
    const { name } = teams[(index * 7) % teams.length] ?? { name: 'team-0' };
    return { name: `admin-${index}`, text: adminPolicyText(`admin-${index}`, index, name) };
  });
  return amount === 0 ? [] : [...before, { name: 'baseline', text: BASELINE }];
}

function adminPolicyText(name: string, priority: number, team: string): string {
  return `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata:
  name: ${name}
spec:
  priority: ${priority}
  subject:
    namespaces:
      matchLabels:
        team: ${team}
  ingress:
    - name: monitoring
      action: Allow
      from:
        - namespaces:
            matchLabels:
              kubernetes.io/metadata.name: ns-000
      ports:
        - portNumber:
            protocol: TCP
            port: 9102
    - name: staging
      action: Deny
      from:
        - namespaces:
            matchExpressions:
              - key: environment
                operator: In
                values: [staging]
`;
}

const BASELINE = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata:
  name: default
spec:
  subject:
    namespaces:
      matchLabels:
        environment: production
  ingress:
    - name: staging
      action: Deny
      from:
        - namespaces:
            matchLabels:
              environment: staging
`;

/** How many namespaces have a policy that denies by default. */
const SHUT = 0.9;

/** Name of the idiom, and the policy's spec. */
type Idiom = (draw: Draw) => readonly [name: string, spec: string];

function defaultDeny({ random }: Draw): readonly [string, string] {
  const types = random.chance(0.3) ? '[Ingress, Egress]' : '[Ingress]';
  return ['default-deny', `podSelector: {}\npolicyTypes: ${types}`];
}

const IDIOMS: readonly [Idiom, ...Idiom[]] = [
  fromSameNamespace,
  betweenApps,
  betweenApps,
  betweenApps,
  fromOtherNamespace,
  fromTeam,
  monitoring,
  dns,
  toAddresses,
  fromTiers,
];

function fromSameNamespace(): readonly [string, string] {
  return [
    'same-namespace',
    `podSelector: {}
policyTypes: [Ingress]
ingress:
  - from:
      - podSelector: {}`,
  ];
}

function betweenApps(draw: Draw): readonly [string, string] {
  const to = anyApp(draw);
  const from = anyApp(draw);
  return [
    'app-to-app',
    `podSelector:
  matchLabels:
    app: ${to.name}
policyTypes:
  - Ingress
ingress:
  - from:
      - podSelector:
          matchLabels:
            app: ${from.name}
    ports:
      - protocol: TCP
        port: ${draw.random.chance(0.5) ? 'main' : to.port}`,
  ];
}

function fromOtherNamespace(draw: Draw): readonly [string, string] {
  const other = draw.teams[draw.random.below(draw.teams.length)] ?? draw.team;
  return [
    'from-namespace',
    `podSelector:
  matchLabels:
    tier: ${anyApp(draw).tier}
policyTypes:
  - Ingress
ingress:
  - from:
      - namespaceSelector:
          matchLabels:
            kubernetes.io/metadata.name: ${other.namespace}
        podSelector:
          matchLabels:
            tier: web
    ports:
      - port: main
      - protocol: TCP
        port: 9000
        endPort: 9010`,
  ];
}

function fromTeam({ team }: Draw): readonly [string, string] {
  return [
    'from-team',
    `podSelector: {}
policyTypes: [Ingress]
ingress:
  - from:
      - namespaceSelector:
          matchLabels:
            team: ${team.name}`,
  ];
}

function monitoring(): readonly [string, string] {
  return [
    'monitoring',
    `podSelector: {}
policyTypes: [Ingress]
ingress:
  - from:
      - namespaceSelector:
          matchLabels:
            kubernetes.io/metadata.name: ns-000
    ports:
      - port: metrics
        protocol: TCP`,
  ];
}

function dns(): readonly [string, string] {
  return [
    'dns',
    `podSelector: {}
policyTypes: [Egress]
egress:
  - to:
      - namespaceSelector: {}
    ports:
      - port: 53
        protocol: UDP
      - port: 53
        protocol: TCP`,
  ];
}

function toAddresses(draw: Draw): readonly [string, string] {
  const range = `10.${draw.random.below(4)}`;
  return [
    'to-addresses',
    `podSelector:
  matchLabels:
    app: ${anyApp(draw).name}
policyTypes: [Egress]
egress:
  - to:
      - ipBlock:
          cidr: ${range}.0.0/16
          except:
            - ${range}.${draw.random.below(8)}.0/24
    ports:
      - port: 443
        protocol: TCP`,
  ];
}

function fromTiers(draw: Draw): readonly [string, string] {
  return [
    'from-tiers',
    `podSelector:
  matchExpressions:
    - key: tier
      operator: In
      values: [db, worker]
policyTypes: [Ingress]
ingress:
  - from:
      - podSelector:
          matchExpressions:
            - key: tier
              operator: NotIn
              values: [web]
            - key: app
              operator: Exists
    ports:
      - port: ${anyApp(draw).port}`,
  ];
}

function anyApp({ team, random }: Draw): Pick<App, 'name' | 'tier' | 'port'> {
  return team.apps[random.below(team.apps.length)] ?? { name: 'app-000', tier: 'web', port: 8080 };
}

function policyText(namespace: string, name: string, spec: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
${spec.replace(/^/gmu, '  ')}
`;
}
