/** Manifests of a small shop: three workloads, a Service, a policy that lets the web shop into the cart on 8080. */

export const NAMESPACES = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: a } }
---
apiVersion: v1
kind: Namespace
metadata: { name: web }
`;

export const WORKLOADS = `${deployment('shop', 'cart', 8080)}---${deployment('shop', 'db', 5432)}---${deployment('web', 'front', 80)}`;

export const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  selector: { app: cart }
  ports: [{ port: 80, targetPort: 8080 }]
`;

export const POLICY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec:
  podSelector: { matchLabels: { app: cart } }
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: web } }
          podSelector: { matchLabels: { app: front } }
      ports:
        - port: 8080
`;

/** All of it, in files as people keep them. */
export const SHOP: Readonly<Record<string, string>> = {
  'namespaces.yaml': NAMESPACES,
  'workloads.yaml': WORKLOADS,
  'service.yaml': SERVICE,
  'policy.yaml': POLICY,
};

export function deployment(namespace: string, name: string, port: number, labels = `app: ${name}`): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec:
      containers:
        - { name: main, image: example/${name}, ports: [{ name: main, containerPort: ${port} }] }
`;
}
