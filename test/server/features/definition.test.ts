import { describe, expect, it } from 'vitest';
import { definition } from '../../../server/src/features/definition';
import { cartPolicy, fixture, PODS } from './fixture';
import { placeText, textAt } from './places';

/** Where the cursor leads. */
function destinations(text: string): readonly string[] {
  const { view, file, cursor } = fixture(text);
  return definition(view, file, cursor).map(({ targetUri, targetRange }) =>
    placeText(view, { uri: targetUri, range: targetRange }),
  );
}

/** What is underlined before one goes there. */
function origins(text: string): readonly string[] {
  const { view, file, cursor } = fixture(text);
  return definition(view, file, cursor).map(({ originSelectionRange: range }) =>
    range ? textAt(view, file, range) : '',
  );
}

const DEPLOYMENT = `# file: deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {namespace: shop, name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers: [{name: main, ports: [{name: grpc, containerPort: 9000}]}]
`;

const SERVICE = `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
`;

const FROM_OPS = `  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              team: ops
          podSelector:
            matchExpressions:
              - {key: app, operator: In, values: [probe]}
      ports:
        - port: http
        - port: 8080`;

describe('the definition of a pod selector', () => {
  it('is the labels of the pods it means', () => {
    expect(destinations(cartPolicy('').replace('podSel', 'podSel|') + PODS)).toEqual([
      'pods.yaml cart: labels: {app: cart}',
    ]);
  });

  it.each(['app: c|art', 'a|pp: cart'])('is the one label, from %s', (at) => {
    const text = cartPolicy('').replace('app: cart', at) + PODS;
    expect(destinations(text)).toEqual(['pods.yaml cart: app: cart']);
    expect(origins(text)).toEqual(['app: cart']);
  });

  it('is found in the template of a Deployment', () => {
    expect(destinations(cartPolicy('').replace('app: cart', 'app: a|pi') + DEPLOYMENT)).toEqual([
      'deployment.yaml api: app: api',
    ]);
  });

  it('is in the namespaces that are asked for beside it', () => {
    const text = cartPolicy(FROM_OPS.replace('[probe]', '[pro|be]')) + PODS;
    expect(destinations(text)).toEqual(['pods.yaml probe: app: probe']);
    expect(origins(text)).toEqual(['{key: app, operator: In, values: [probe]}']);
  });

  it('is what carries the label elsewhere, when nothing fits as a whole', () => {
    const spec = '  ingress: [{from: [{podSelector: {matchLabels: {app: pro|be}}}]}]';
    expect(destinations(cartPolicy(spec) + PODS)).toEqual(['pods.yaml probe: app: probe']);
  });

  it('is nowhere when no pod has the label', () => {
    expect(destinations(cartPolicy('').replace('app: cart', 'app: cars|') + PODS)).toEqual([]);
  });
});

describe('the definition of other words', () => {
  it('of a namespaceSelector are namespaces, those that are written', () => {
    expect(destinations(cartPolicy(FROM_OPS.replace('team: ops', 'te|am: ops')) + PODS)).toEqual([
      'pods.yaml monitoring: team: ops',
    ]);
    expect(destinations(cartPolicy('  ingress: [{from: [{names|paceSelector: {}}]}]') + PODS)).toEqual([
      'pods.yaml monitoring: name: monitoring',
    ]);
    const named = FROM_OPS.replace('team: ops', 'kubernetes.io/metadata.name: monit|oring');
    expect(destinations(cartPolicy(named) + PODS)).toEqual(['pods.yaml monitoring: name: monitoring']);
  });

  it('of a port name are the ports of the pods that are reached', () => {
    expect(destinations(cartPolicy(FROM_OPS.replace('http', 'ht|tp')) + PODS)).toEqual([
      'pods.yaml cart: name: http',
    ]);
    const egress = '  egress: [{to: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: gr|pc}]}]';
    expect(destinations(cartPolicy(egress) + DEPLOYMENT + PODS)).toEqual(['deployment.yaml api: name: grpc']);
    expect(destinations(cartPolicy(FROM_OPS.replace('8080', '80|80')) + PODS)).toEqual([]);
  });

  it('of a Service are its pods and their ports', () => {
    expect(destinations(SERVICE.replace('app: web', 'app: w|eb') + PODS)).toEqual([
      'pods.yaml web: app: web',
    ]);
    expect(origins(SERVICE.replace('app: web', 'app: w|eb') + PODS)).toEqual(['app: web']);
    expect(destinations(SERVICE.replace('selector', 'sel|ector') + PODS)).toEqual([
      'pods.yaml web: labels: {app: web}',
    ]);
    expect(destinations(SERVICE.replace('http', 'ht|tp') + PODS)).toEqual(['pods.yaml web: name: http']);
  });

  it('of a backend of an Ingress is the Service', () => {
    const ingress = `# file: ingress.yaml
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front, namespace: shop}
spec:
  rules:
    - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: w|eb, port: {number: 80}}}}]}
`;
    expect(destinations(ingress + SERVICE)).toEqual(['service.yaml web: name: web']);
  });

  it('of a namespace is the Namespace', () => {
    const policy = cartPolicy('').replace('namespace: shop', 'namespace: moni|toring');
    expect(destinations(policy + PODS)).toEqual(['pods.yaml monitoring: name: monitoring']);
  });

  it('is nowhere for what asks for nothing, and survives what is half typed', () => {
    expect(destinations(cartPolicy('').replace('apiVer', 'api|Ver') + PODS)).toEqual([]);
    expect(destinations(cartPolicy('  ingress:\n    - from:\n        - podSelector:|') + PODS)).toEqual([]);
    expect(destinations('# nothing he|re\n')).toEqual([]);
  });
});
