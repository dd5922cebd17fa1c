/**
 * The manifests of a web shop as a repository holds them: some sixty files, each workload with its Service, and policies
 * that are right. What a new user might open first.
 */

interface App {
  readonly namespace: string;
  readonly name: string;
  readonly tier: 'web' | 'api' | 'worker' | 'db';
  readonly port: number;
}

const APPS: readonly App[] = [
  ...apps('shop', 'web', 8080, ['storefront', 'admin', 'assets']),
  ...apps('shop', 'api', 9000, ['cart', 'catalog', 'checkout', 'orders', 'prices', 'search', 'users']),
  ...apps('shop', 'worker', 9100, ['mailer', 'invoices']),
  ...apps('shop', 'db', 5432, ['cart-db', 'orders-db', 'users-db']),
  ...apps('payments', 'api', 9000, ['gateway', 'fraud', 'ledger']),
  ...apps('payments', 'db', 5432, ['ledger-db']),
  ...apps('monitoring', 'web', 3000, ['grafana']),
  ...apps('monitoring', 'worker', 9090, ['prometheus', 'alertmanager']),
  ...apps('ingress-nginx', 'web', 8443, ['controller']),
];

const NAMESPACES = [...new Set(APPS.map(({ namespace }) => namespace))];

const TEAMS: Readonly<Record<string, string>> = { shop: 'store', payments: 'payments' };

export const CART_POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              tier: web
        - namespaceSelector:
            matchLabels:
              team: payments
          podSelector:
            matchLabels:
              app: gateway
      ports:
        - port: http
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: cart-db
      ports:
        - port: 5432
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
      ports:
        - protocol: UDP
          port: 53
        - port: 53
`;

/** Texts by file name. */
export const SHOP: ReadonlyMap<string, string> = new Map([
  ...NAMESPACES.map((name) => [`${name}/namespace.yaml`, namespaceText(name)] as const),
  ...APPS.flatMap((app) => [
    [`${app.namespace}/${app.name}/workload.yaml`, workloadText(app)] as const,
    [`${app.namespace}/${app.name}/service.yaml`, serviceText(app)] as const,
  ]),
  ...['payments', 'monitoring'].map(
    (name) => [`${name}/policies/default-deny.yaml`, denyText(name)] as const,
  ),
  ['shop/policies/cart.yaml', CART_POLICY],
  ['shop/policies/orders-db.yaml', databaseText('orders')],
  ['shop/policies/users-db.yaml', databaseText('users')],
  ['payments/policies/gateway.yaml', gatewayText()],
]);

function apps(namespace: string, tier: App['tier'], port: number, names: readonly string[]): readonly App[] {
  return names.map((name) => ({ namespace, name, tier, port }));
}

function namespaceText(name: string): string {
  const team = TEAMS[name] ?? 'platform';
  return `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels:\n    team: ${team}\n`;
}

function workloadText({ namespace, name, tier, port }: App): string {
  return `apiVersion: apps/v1
kind: ${tier === 'db' ? 'StatefulSet' : 'Deployment'}
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        tier: ${tier}
    spec:
      containers:
        - name: main
          image: registry.example/${name}:1.4.2
          ports:
            - name: ${tier === 'db' ? 'postgres' : 'http'}
              containerPort: ${port}
`;
}

function serviceText({ namespace, name, tier, port }: App): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    app: ${name}
  ports:
    - name: ${tier === 'db' ? 'postgres' : 'http'}
      port: ${tier === 'db' ? port : 80}
      targetPort: ${tier === 'db' ? 'postgres' : 'http'}
`;
}

function denyText(namespace: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: ${namespace}
spec:
  podSelector: {}
  policyTypes:
    - Ingress
`;
}

function databaseText(owner: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${owner}-db
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: ${owner}-db
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: ${owner}
      ports:
        - port: postgres
`;
}

function gatewayText(): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: gateway
  namespace: payments
spec:
  podSelector:
    matchLabels:
      app: gateway
  policyTypes:
    - Ingress
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              team: store
          podSelector:
            matchLabels:
              app: checkout
      ports:
        - port: http
`;
}
