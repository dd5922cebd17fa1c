import { describe, expect, it } from 'vitest';
import { folder } from './memory-io';
import { run, runJson } from './run';
import { deployment, POLICY, SERVICE, SHOP } from './shop';

const ALLOWED = ['explain', '--from', 'web/front', '--to', 'svc/shop/cart', '--port', '80', '.'];
const DENIED = ['explain', '--from', 'shop/db', '--to', 'shop/cart', '--port', '8080', '.'];

describe('explain as JSON', () => {
  it('names the rule that allows, with file and line', async () => {
    expect(await runJson(ALLOWED, { cwd: folder(SHOP) })).toMatchObject({
      verdict: 'allowed',
      allowed: [{ protocol: 'TCP', port: 8080 }],
      egress: { verdict: 'allowed', isolatedBy: [], allowedBy: [], deniedBy: [] },
      ingress: {
        verdict: 'allowed',
        isolatedBy: ['shop/cart[NetworkPolicy]'],
        allowedBy: [
          {
            policy: 'shop/cart[NetworkPolicy]',
            rule: 'spec.ingress[0]',
            peer: 'spec.ingress[0].from[0]',
            file: 'policy.yaml',
            line: lineOf(POLICY, 'namespaceSelector'),
          },
        ],
        deniedBy: [],
      },
      translations: [
        {
          service: 'svc/shop/cart',
          servicePort: 80,
          workload: 'shop/cart[Deployment]',
          targetPort: 8080,
          protocol: 'TCP',
        },
      ],
      notes: [],
    });
  });

  it('names who isolates when nothing allows', async () => {
    expect(await runJson(DENIED, { cwd: folder(SHOP) })).toMatchObject({
      verdict: 'denied',
      allowed: [],
      egress: { verdict: 'allowed' },
      ingress: { verdict: 'denied', isolatedBy: ['shop/cart[NetworkPolicy]'], allowedBy: [], deniedBy: [] },
      reason: expect.stringContaining('shop/cart isolates shop/cart[Deployment]'),
    });
  });

  it('is partly when some ports get through', async () => {
    const question = ['explain', '--from', 'web/front', '--to', 'shop/cart', '.'];
    expect(await runJson(question, { cwd: folder(SHOP) })).toMatchObject({
      verdict: 'partly',
      allowed: [{ protocol: 'TCP', port: 8080 }],
    });
  });

  it('takes addresses as peers', async () => {
    const question = ['explain', '--from', 'shop/db', '--to', '192.0.2.1', '.'];
    expect(await runJson(question, { cwd: folder(SHOP) })).toMatchObject({
      verdict: 'allowed',
      allowed: 'all',
      source: 'shop/db[Deployment]',
      destination: { cidrs: ['192.0.2.1/32'] },
    });
  });

  it('answers for every pod behind a Service', async () => {
    const cwd = folder({
      ...SHOP,
      'second.yaml': deployment('shop', 'cart-v2', 8080, 'app: cart, version: v2'),
      'strict.yaml': POLICY.replace('name: cart', 'name: strict')
        .replace('app: cart', 'version: v2')
        .replace('8080', '9'),
      'policy.yaml': '',
    });
    const question = ['explain', '--from', 'web/front', '--to', 'svc/shop/cart', '--port', '80', '.'];
    expect(await runJson(question, { cwd })).toMatchObject({
      verdict: 'partly',
      parts: [
        { destination: 'shop/cart-v2[Deployment]', verdict: 'denied' },
        { destination: 'shop/cart[Deployment]', verdict: 'allowed' },
      ],
    });
  });

  it('says why a Service without pods cannot be reached', async () => {
    const cwd = folder({ ...SHOP, 'service.yaml': SERVICE.replace('app: cart', 'app: gone') });
    const question = ['explain', '--from', 'web/front', '--to', 'svc/shop/cart', '--port', '80', '.'];
    expect(await runJson(question, { cwd })).toMatchObject({
      verdict: 'denied',
      reason: 'denied: No pod in the manifests is behind svc/shop/cart',
    });
  });
});

describe('explain as text', () => {
  it('begins with the verdict and leads to the lines that decide', async () => {
    const { status, out } = await run(DENIED, { cwd: folder(SHOP) });
    expect(status).toBe(0);
    expect(out.split('\n')[0]).toBe('shop/db[Deployment] to shop/cart[Deployment] on port 8080/TCP: denied');
    expect(out).toMatch(/isolated by shop\/cart \(policy\.yaml:\d+\)/u);
    expect(out).toContain('no rule allows shop/db[Deployment]');
  });

  it('colours the verdict on a terminal only', async () => {
    const cwd = folder(SHOP);
    expect((await run(DENIED, { cwd, terminal: true })).out).toContain('\u001B[31mdenied');
    expect((await run(DENIED, { cwd })).out).not.toContain('\u001B');
  });
});

describe('explain --expect', () => {
  it.each([
    [ALLOWED, 'allowed', 0],
    [ALLOWED, 'denied', 1],
    [DENIED, 'denied', 0],
    [DENIED, 'allowed', 1],
  ])('%j --expect %s exits with %i', async (question, verdict, status) => {
    const outcome = await run([...question, '--expect', verdict], { cwd: folder(SHOP) });
    expect(outcome.status).toBe(status);
    expect(outcome.err).toBe('');
  });

  it('takes a verdict for part of the ports as another one', async () => {
    const question = ['explain', '--from', 'web/front', '--to', 'shop/cart', '--expect', 'allowed', '.'];
    expect((await run(question, { cwd: folder(SHOP) })).status).toBe(1);
  });
});

describe('names in explain', () => {
  const bad: [string, string[], string][] = [
    [
      'an unknown workload',
      ['--from', 'web/frnt', '--to', 'shop/cart'],
      'No workload web/frnt in the manifests. Did you mean web/front[Deployment]?',
    ],
    [
      'an unknown Service',
      ['--from', 'web/front', '--to', 'svc/shop/crt'],
      'No Service shop/crt in the manifests. Did you mean svc/shop/cart?',
    ],
    [
      'a Service as source',
      ['--from', 'svc/shop/cart', '--to', 'shop/db'],
      'svc/shop/cart opens no connections; name a workload behind it: shop/cart[Deployment]',
    ],
    [
      'a port on the source',
      ['--from', '192.0.2.1:80', '--to', 'shop/db'],
      'A port belongs to the destination: write it there',
    ],
    [
      'two ports',
      ['--from', 'web/front', '--to', 'http://cart.shop', '--port', '81'],
      'The port is 81, but the name says port 80/TCP: leave one out',
    ],
    [
      'no port',
      ['--from', 'web/front', '--to', 'shop/db', '--port', '0'],
      '"0" is not a port: write a number from 1 to 65535, 80/TCP, or a port name',
    ],
  ];
  it.each(bad)('%s is wrong usage', async (_, peers, message) => {
    const { status, out, err } = await run(['explain', ...peers, '.'], { cwd: folder(SHOP) });
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `podreach: ${message}\n` });
  });

  it('are looked up in the namespace of the client when they are hosts', async () => {
    const question = ['explain', '--from', 'shop/db', '--to', 'http://cart', '.'];
    expect(await runJson(question, { cwd: folder(SHOP) })).toMatchObject({ destination: 'svc/shop/cart' });
  });

  it('take their namespace from --namespace', async () => {
    const question = ['explain', '--from', 'deploy/db', '--to', 'Deployment/cart', '-n', 'shop', '.'];
    expect(await runJson(question, { cwd: folder(SHOP) })).toMatchObject({
      destination: 'shop/cart[Deployment]',
    });
  });
});

/** 0-based line on which `word` first stands. */
function lineOf(text: string, word: string): number {
  return text.slice(0, text.indexOf(word)).split('\n').length - 1;
}

it('says in one line what it takes for granted', async () => {
  const { out } = await run(['explain', '--from', '10.1.2.3', '--to', 'svc/shop/cart', '.'], {
    cwd: folder(SHOP),
  });
  expect(out.split('\n').filter((line) => line.includes('Assumed'))).toEqual([
    "  Assumed: no particular engine; 10.1.2.3 is outside the cluster, no pod's and no node's",
  ]);
});
