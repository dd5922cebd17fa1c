/**
 * Manifests that several tests of the server use: a shop of three workloads, and a policy for one of them.
 */

/** Three Deployments in namespace `shop`. */
export const WORKLOADS = ['web', 'cart', 'db']
  .map(
    (name) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: ${name}
          ports:
            - name: http
              containerPort: 8080
`,
  )
  .join('---\n');

/** Lets `web` reach `cart`, and nobody else. */
export const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
      ports:
        - port: 8080
`;
