/**
 * The policies that almost every cluster needs, to begin with. Texts only; `${1:web}` is a place to fill in.
 */

export interface PolicySnippet {
  readonly title: string;
  /** What the cluster does with it. */
  readonly effect: string;
  readonly text: string;
}

const SELECTED = 'podSelector:\n    matchLabels:\n      app: ${3:api}';
const INGRESS_FROM = 'policyTypes:\n    - Ingress\n  ingress:\n    - from:';

export const POLICY_SNIPPETS: readonly PolicySnippet[] = [
  {
    title: 'Deny all ingress',
    effect: 'No pod of the namespace gets a connection that no other policy allows.',
    text: policy('default-deny-ingress', 'podSelector: {}\n  policyTypes:\n    - Ingress'),
  },
  {
    title: 'Deny all egress',
    effect: 'No pod of the namespace can connect to anything that no other policy allows, DNS included.',
    text: policy('default-deny-egress', 'podSelector: {}\n  policyTypes:\n    - Egress'),
  },
  {
    title: 'Deny all ingress and egress',
    effect: 'Pods of the namespace have no connection at all but those that other policies allow.',
    text: policy('default-deny', 'podSelector: {}\n  policyTypes:\n    - Ingress\n    - Egress'),
  },
  {
    title: 'Allow DNS',
    effect: 'All pods of the namespace can look up names in the cluster. The rest of their egress is denied.',
    text: policy(
      'allow-dns',
      `podSelector: {}
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
    ),
  },
  {
    title: 'Allow from the same namespace',
    effect: 'Pods of the namespace can reach each other, and nobody else can reach them.',
    text: policy('allow-same-namespace', `podSelector: {}\n  ${INGRESS_FROM}\n        - podSelector: {}`),
  },
  {
    title: 'Allow from certain pods of another namespace (AND)',
    effect: 'Only pods with that label in that namespace get in: both selectors stand in one peer.',
    text: policy(
      'allow-from-web',
      `${SELECTED}
  ${INGRESS_FROM}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: \${5:frontend}
          podSelector:
            matchLabels:
              app: \${4:web}
      ports:
        - port: \${6:8080}`,
    ),
  },
  {
    title: 'Allow from monitoring',
    effect: 'Prometheus can fetch metrics from all pods of the namespace, on one port.',
    text: policy(
      'allow-monitoring',
      `podSelector: {}
  ${INGRESS_FROM}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: \${3:monitoring}
          podSelector:
            matchLabels:
              app.kubernetes.io/name: \${4:prometheus}
      ports:
        - port: \${5:9090}`,
    ),
  },
  {
    title: 'Allow from the ingress controller',
    effect: 'Traffic from outside gets to the pods through the ingress controller, on the port of the pods.',
    text: policy(
      'allow-ingress-controller',
      `${SELECTED}
  ${INGRESS_FROM}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: \${4:ingress-nginx}
          podSelector:
            matchLabels:
              app.kubernetes.io/name: \${5:ingress-nginx}
      ports:
        - port: \${6:8080}`,
    ),
  },
  {
    title: 'Allow to the API server',
    effect: 'The pods can reach the Kubernetes API at its address, which no label selects.',
    text: policy(
      'allow-api-server',
      `${SELECTED}
  policyTypes:
    - Egress
  egress:
    - to:
        - ipBlock:
            cidr: \${4:10.0.0.1}/32
      ports:
        - port: \${5:6443}`,
    ),
  },
];

function policy(name: string, spec: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: \${1:${name}}
  namespace: \${2:default}
spec:
  ${spec}
`;
}

/** For clients without places to fill in: the examples stay. */
export function plainText({ text }: PolicySnippet): string {
  return text.replace(/\$\{\d+:([^}]*)\}/gu, '$1');
}
