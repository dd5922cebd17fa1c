/** Ingresses and routes on the command line: a row in connectivity, a peer in reach, a source in explain. */
import { describe, expect, it } from 'vitest';
import { folder } from './memory-io';
import { run, runJson } from './run';
import { SHOP } from './shop';

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec:
  defaultBackend: { service: { name: cart, port: { number: 80 } } }
`;

const CLOSED = { ...SHOP, 'ingress.yaml': INGRESS };
const OPEN = { ...CLOSED, 'policy.yaml': '' };

describe('an ingress controller', () => {
  it('is a source of its target ports in connectivity', async () => {
    expect(await runJson(['connectivity', '.'], { cwd: folder(OPEN) })).toMatchObject({
      connections: expect.arrayContaining([
        {
          source: { ingressController: true },
          destination: 'shop/cart[Deployment]',
          allowed: [{ protocol: 'TCP', port: 8080 }],
        },
      ]),
    });
  });

  it('is none where policies keep it out', async () => {
    const { out } = await run(['connectivity', '--format', 'json', '.'], { cwd: folder(CLOSED) });
    expect(out).not.toContain('ingressController');
  });

  it.each([
    [OPEN, 'reachable', { peer: { ingressController: true }, allowed: [{ protocol: 'TCP', port: 8080 }] }],
    [CLOSED, 'unreachable', { ingressController: true }],
  ])('is told of in reach: %#', async (files, list, expected) => {
    const question = ['reach', '--to', 'shop/cart', '.'];
    expect(await runJson(question, { cwd: folder(files) })).toMatchObject({
      [list]: expect.arrayContaining([expected]),
    });
  });

  it('can be asked about', async () => {
    const question = ['explain', '--from', 'ingress-controller', '--to', 'shop/cart', '.'];
    const { out } = await run(question, { cwd: folder(OPEN) });
    expect(out).toBe(`the ingress controller to shop/cart[Deployment]: allowed (8080/TCP)
  Ingress shop/front leads to svc/shop/cart port 80, port 8080/TCP of shop/cart[Deployment]
  egress of the ingress controller: allowed, policies do not govern it
  ingress of shop/cart[Deployment]: allowed, no policy restricts it
`);
    expect(await runJson(question, { cwd: folder(OPEN) })).toMatchObject({
      translations: [{ entrance: 'Ingress shop/front', service: 'svc/shop/cart', targetPort: 8080 }],
    });
  });

  it('is led nowhere without an Ingress', async () => {
    const { out } = await run(['explain', '--from', 'ingress-controller', '--to', 'shop/db', '.'], {
      cwd: folder(OPEN),
    });
    expect(out).toBe(`the ingress controller to shop/db[Deployment]: denied
  Note: No Ingress, Gateway route or OpenShift Route leads to shop/db[Deployment]
`);
  });
});
