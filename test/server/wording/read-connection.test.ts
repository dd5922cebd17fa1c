import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import { targetId } from '../../../server/src/wording/names';
import { readConnection, type WrittenConnection } from '../../../server/src/wording/read-connection';
import { portText } from '../../../server/src/wording/read-port';
import { createWorkspace } from '../../../server/src/workspace/workspace';

const MANIFESTS = `apiVersion: v1
kind: Pod
metadata: {namespace: shop, name: web, labels: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {namespace: shop, name: cart, labels: {app: cart}}
---
apiVersion: v1
kind: Service
metadata: {namespace: shop, name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
`;

function read(written: WrittenConnection): string {
  const workspace = createWorkspace();
  workspace.set('shop.yaml', MANIFESTS);
  const { cluster } = workspace.snapshot();
  const reading = readConnection(written, { cluster, namespace: 'default' }, createEvaluator(cluster));
  if (!reading.ok) return `${reading.part}: ${reading.message}`;
  const { source, destination, port } = reading.value;
  return [targetId(source), '->', targetId(destination), ...(port ? [portText(port)] : [])].join(' ');
}

describe('readConnection', () => {
  it('reads two ends and a port', () => {
    expect(read({ from: 'shop/web', to: 'shop/cart' })).toBe('shop/web[Pod] -> shop/cart[Pod]');
    expect(read({ from: '192.0.2.1', to: 'svc/shop/cart', port: '80' })).toBe(
      '192.0.2.1/32 -> svc/shop/cart 80',
    );
  });

  it('looks host names up where the source is', () => {
    expect(read({ from: 'shop/web', to: 'http://cart' })).toBe('shop/web[Pod] -> svc/shop/cart 80/TCP');
    expect(read({ from: '192.0.2.1', to: 'http://cart' })).toMatch(/^to: No Service default\/cart/u);
  });

  it('knows that a Service opens no connections, and names who does', () => {
    expect(read({ from: 'svc/shop/cart', to: 'shop/web' })).toBe(
      'from: svc/shop/cart opens no connections; name a workload behind it: shop/cart[Pod]',
    );
    expect(read({ from: 'http://192.0.2.1:80', to: 'shop/web' })).toBe(
      'from: A port belongs to the destination: write it there',
    );
  });

  it('wants one port only', () => {
    expect(read({ from: 'shop/web', to: 'http://cart', port: '81' })).toBe(
      'port: The port is 81, but the name says port 80/TCP: leave one out',
    );
    expect(read({ from: 'shop/web', to: 'http://cart', port: '80' })).toMatch(/ 80\/TCP$/u);
  });
});
