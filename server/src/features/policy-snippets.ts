/**
 * The policies that almost every cluster needs, to begin with. Texts only; `${1:web}` is a place to fill in.
 */

interface About {
  readonly title: string;
  /** What the cluster does with it. */
  readonly effect: string;
}

export interface PolicySnippet extends About {
  readonly text: string;
}

interface Recipe extends About {
  /** Of the policy, until it is given another. */
  readonly name: string;
  readonly spec: string;
}

const SELECTED = 'podSelector:\n    matchLabels:\n      app: ${3:api}';
const INGRESS_FROM = 'policyTypes:\n    - Ingress\n  ingress:\n    - from:';

const RECIPES: readonly Recipe[] = [
  {
    title: 'Deny all ingress',
    effect: 'No pod of the namespace gets a connection that no other policy allows.',
    name: 'default-deny-ingress',
    spec: 'podSelector: {}\n  policyTypes:\n    - Ingress',
  },
  {
    title: 'Deny all egress',
    effect: 'No pod of the namespace can connect to anything that no other policy allows, DNS included.',
    name: 'default-deny-egress',
    spec: 'podSelector: {}\n  policyTypes:\n    - Egress',
  },
  {
    title: 'Deny all ingress and egress',
    effect: 'Pods of the namespace have no connection at all but those that other policies allow.',
    name: 'default-deny',
    spec: 'podSelector: {}\n  policyTypes:\n    - Ingress\n    - Egress',
  },
  {
    title: 'Allow DNS',
    effect: 'All pods of the namespace can look up names in the cluster. The rest of their egress is denied.',
    name: 'allow-dns',
    spec: `podSelector: {}
  policyTypes:
    - Egress
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53`,
  },
  {
    title: 'Allow from the same namespace',
    effect: 'Pods of the namespace can reach each other, and nobody else can reach them.',
    name: 'allow-same-namespace',
    spec: `podSelector: {}\n  ${INGRESS_FROM}\n        - podSelector: {}`,
  },
  {
    title: 'Allow from pods of a namespace',
    effect: 'Only pods with that label in that namespace get in: both selectors stand in one peer.',
    name: 'allow-from-web',
    spec: `${SELECTED}
  ${INGRESS_FROM}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: \${4:frontend}
          podSelector:
            matchLabels:
              app: \${5:web}
      ports:
        - port: \${6:8080}`,
  },
  {
    title: 'Allow from monitoring',
    effect: 'Prometheus can fetch metrics from all pods of the namespace, on one port.',
    name: 'allow-monitoring',
    spec: `podSelector: {}
  ${INGRESS_FROM}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: \${3:monitoring}
          podSelector:
            matchLabels:
              app.kubernetes.io/name: \${4:prometheus}
      ports:
        - port: \${5:9090}`,
  },
  {
    title: 'Allow from the ingress controller',
    effect: 'Traffic from outside gets to the pods through the ingress controller, on the port of the pods.',
    name: 'allow-ingress-controller',
    spec: `${SELECTED}
  ${INGRESS_FROM}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: \${4:ingress-nginx}
          podSelector:
            matchLabels:
              app.kubernetes.io/name: \${5:ingress-nginx}
      ports:
        - port: \${6:8080}`,
  },
  {
    title: 'Allow to the API server',
    effect: 'The pods can reach the Kubernetes API at its address, which no label selects.',
    name: 'allow-api-server',
    spec: `${SELECTED}
  policyTypes:
    - Egress
  egress:
    - to:
        - ipBlock:
            cidr: \${4:10.0.0.1}/32
      ports:
        - port: \${5:6443}`,
  },
];

/** @param namespace that the policy is probably for */
export function policySnippets(namespace: string): readonly PolicySnippet[] {
  return RECIPES.map(({ title, effect, name, spec }) => ({
    title,
    effect,
    text: policy(name, namespace, spec),
  }));
}

function policy(name: string, namespace: string, spec: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: \${1:${name}}
  namespace: \${2:${namespace}}
spec:
  ${spec}
`;
}

/** For clients without places to fill in: the examples stay. */
export function plainText({ text }: PolicySnippet): string {
  return text.replace(/\$\{\d+:([^}]*)\}/gu, '$1');
}
