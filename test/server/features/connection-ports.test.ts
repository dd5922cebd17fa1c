import { describe, expect, it } from 'vitest';
import { connectionPorts } from '../../../server/src/features/connection-ports';
import { fixture } from './fixture';

const CART = `apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: shop, labels: {app: cart}}
spec:
  containers:
    - name: main
      ports: [{name: http, containerPort: 8080}, {containerPort: 53, protocol: UDP}]
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  selector: {app: cart}
  ports: [{name: web, port: 80, targetPort: http}, {port: 53, protocol: UDP}]
`;

function offered(to: string): readonly string[] {
  return connectionPorts(fixture(CART).view, to, 'shop').map(({ port, about }) => `${port}: ${about}`);
}

describe('connectionPorts', () => {
  it('are those that a workload declares, with their names', () => {
    expect(offered('shop/cart[Pod]')).toEqual([
      '8080/TCP: http · declared by its containers',
      '53/UDP: declared by its containers',
    ]);
  });

  it('are those of a Service, with where they lead', () => {
    const ports = [
      '80/TCP: web · Service port, leads to port http of its pods',
      '53/UDP: Service port, leads to port 53 of its pods',
    ];
    expect(offered('svc/shop/cart')).toEqual(ports);
  });

  it('are none where the name has one already, and of what has none', () => {
    for (const to of [
      'http://cart.shop',
      'svc/shop/cart:80',
      '10.0.0.0/8',
      'ingress-controller',
      'shop/gone',
      '',
    ])
      expect(offered(to)).toEqual([]);
  });
});
