import { describe, expect, it } from 'vitest';
import { references } from '../../../server/src/features/references';
import { cartPolicy, fixture, PODS } from './fixture';
import { placeText } from './places';

function found(text: string): readonly string[] {
  const { view, file, cursor } = fixture(text);
  return references(view, file, cursor).map((location) => placeText(view, location));
}

const SERVICE = `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  selector: {app: cart}
  ports: [{port: 80, targetPort: http}]
`;
const INGRESS = `# file: ingress.yaml
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front, namespace: shop}
spec: {defaultBackend: {service: {name: cart, port: {number: 80}}}}
`;
const DENY = `# file: deny.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: shop}
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {matchExpressions: [{key: app, operator: In, values: [cart, web]}]}
        - namespaceSelector: {matchLabels: {team: ops}}
`;

/** A cluster with the cursor somewhere in it. */
function cluster(from: string, to: string): string {
  const text = cartPolicy('') + DENY + SERVICE + INGRESS + PODS;
  if (!text.includes(from)) throw new Error(`no ${from}`);
  return text.replace(from, to);
}

describe('references', () => {
  it('of a workload are all selectors that pick it, of policies and Services', () => {
    const expected = [
      'deny.yaml deny: podSelector',
      'deny.yaml deny: podSelector',
      'policy.yaml cart: podSelector',
      'service.yaml cart: selector',
    ];
    expect(found(cluster('name: cart, labels', 'name: c|art, labels'))).toEqual(expected);
    expect(found(cluster('labels: {app: cart}', 'lab|els: {app: cart}'))).toEqual(expected);
  });

  it('of a label are the requirements that pick the workload by it', () => {
    expect(found(cluster('labels: {app: cart}', 'labels: {app: ca|rt}'))).toEqual([
      'deny.yaml deny: {key: app, operator: In, values: [cart, web]}',
      'policy.yaml cart: app: cart',
      'service.yaml cart: app: cart',
    ]);
  });

  it('of a label in a selector are all who ask for it and all who carry it', () => {
    const expected = [
      'deny.yaml deny: {key: app, operator: In, values: [cart, web]}',
      'policy.yaml cart: app: cart',
      'service.yaml cart: app: cart',
      'pods.yaml cart: app: cart',
    ];
    expect(found(cluster('      app: cart', '      app: ca|rt'))).toEqual(expected);
    expect(found(cluster('selector: {app: cart}', 'selector: {app: ca|rt}'))).toEqual(expected);
  });

  it('of a namespace are the selectors that match it', () => {
    expect(found(cluster('name: monitoring, labels', 'name: monit|oring, labels'))).toEqual([
      'deny.yaml deny: namespaceSelector',
    ]);
  });

  it('of a namespace label are the requirements and those who carry it', () => {
    expect(found(cluster('matchLabels: {team: ops}', 'matchLabels: {te|am: ops}'))).toEqual([
      'deny.yaml deny: team: ops',
      'pods.yaml monitoring: team: ops',
    ]);
    expect(found(cluster('labels: {team: ops}', 'labels: {team: o|ps}'))).toEqual([
      'deny.yaml deny: team: ops',
    ]);
  });

  it('of a Service are the ways that lead to it', () => {
    expect(found(cluster('kind: Service', 'ki|nd: Service'))).toEqual(['ingress.yaml front: defaultBackend']);
  });

  it('of a policy are the workloads it selects', () => {
    expect(found(cluster('name: deny,', 'name: de|ny,'))).toEqual([
      'pods.yaml web: labels',
      'pods.yaml cart: labels',
      'pods.yaml db: labels',
    ]);
  });

  it('are none for other words, and where nothing is written', () => {
    expect(found(cluster('port: 80,', 'po|rt: 80,'))).toEqual([]);
    expect(found('# not|hing\n')).toEqual([]);
  });
});
