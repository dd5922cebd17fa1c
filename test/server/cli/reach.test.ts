import { describe, expect, it } from 'vitest';
import { folder } from './memory-io';
import { run, runJson } from './run';
import { SHOP } from './shop';

describe('reach as JSON', () => {
  it('lists who can reach a Service', async () => {
    expect(
      await runJson(['reach', '--to', 'svc/shop/cart', '--port', '80', '.'], { cwd: folder(SHOP) }),
    ).toEqual({
      target: 'svc/shop/cart',
      direction: 'to',
      reachable: [{ peer: 'web/front[Deployment]', allowed: [{ protocol: 'TCP', port: 8080 }] }],
      unreachable: expect.arrayContaining(['shop/db[Deployment]', { cidrs: ['0.0.0.0/0', '::/0'] }]),
      notes: [],
    });
  });

  it('lists what a workload can reach', async () => {
    expect(await runJson(['reach', '--from', 'shop/db', '.'], { cwd: folder(SHOP) })).toMatchObject({
      target: 'shop/db[Deployment]',
      direction: 'from',
      reachable: [
        { peer: 'web/front[Deployment]', allowed: 'all' },
        { peer: { cidrs: ['0.0.0.0/0', '::/0'] }, allowed: 'all' },
      ],
      unreachable: ['shop/cart[Deployment]'],
    });
  });
});

describe('reach as text', () => {
  it('answers in one sentence, then by name', async () => {
    const { status, out } = await run(['reach', '--to', 'http://cart.shop', '.'], { cwd: folder(SHOP) });
    expect(status).toBe(0);
    expect(out).toBe(
      [
        '1 of 2 workloads can reach svc/shop/cart on port 80/TCP',
        '',
        'Can reach it',
        '  web/front[Deployment]  8080/TCP',
        '',
        'Cannot reach it',
        '  shop/db[Deployment]',
        '  addresses 0.0.0.0/0, ::/0',
        '',
      ].join('\n'),
    );
  });

  it('turns round for --from', async () => {
    const { out } = await run(['reach', '--from', 'shop/db', '.'], { cwd: folder(SHOP) });
    expect(out).toContain('shop/db[Deployment] can reach 1 of 2 workloads');
    expect(out).toContain('It can reach\n  web/front[Deployment]');
    expect(out).toContain('It cannot reach\n  shop/cart[Deployment]');
  });
});

describe('what reach takes for granted', () => {
  const files = { ...SHOP, 'team.yaml': `${STRANGER}---\n${teamOnly('shop')}` };

  it('stands in one line, at the end', async () => {
    const { out, err } = await run(['reach', '--to', 'shop/db', '.'], { cwd: folder(files) });
    expect(out).toMatch(
      /\n\nNotes\n {2}Assumed: no particular engine; namespace far is not declared, so only its name is known\n$/u,
    );
    expect(err).toBe('');
  });

  it('is a note of the JSON answer, without the engine where one is named', async () => {
    const asked = ['reach', '--to', 'shop/db', '--engine', 'calico', '--format', 'json', '.'];
    const { out } = await run(asked, { cwd: folder(files) });
    expect(JSON.parse(out)).toMatchObject({ notes: [expect.stringMatching(/^Assumed: namespace/u)] });
  });

  it('is said of an address as well', async () => {
    const { out } = await run(['reach', '--from', '10.1.2.3', '.'], { cwd: folder(files) });
    expect(out).toContain(
      "Assumed: no particular engine; 10.1.2.3 is outside the cluster, no pod's and no node's",
    );
  });
});

const STRANGER = 'kind: Pod\napiVersion: v1\nmetadata: { name: stranger, namespace: far }\nspec: {}\n';

/** Lets only pods of a team's namespaces in, wherever these are. */
function teamOnly(namespace: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: team, namespace: ${namespace} }
spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: a } } }] }] }
`;
}

describe('wrong usage of reach', () => {
  it('is to ask for nothing or for both', async () => {
    const nothing = await run(['reach', '.'], { cwd: folder(SHOP) });
    expect(nothing).toMatchObject({
      status: 2,
      out: '',
      err: 'podreach: Say what to look at: --to PEER or --from PEER\n',
    });
    const both = await run(['reach', '--to', 'shop/db', '--from', 'shop/cart', '.'], { cwd: folder(SHOP) });
    expect(both).toMatchObject({ status: 2, out: '' });
    expect(both.err).toContain('cannot be used with');
  });

  it('is an ambiguous name: the candidates are listed', async () => {
    const twin = 'kind: Pod\napiVersion: v1\nmetadata: { name: db, namespace: shop }\nspec: {}\n';
    const { status, err } = await run(['reach', '--to', 'shop/db', '.'], {
      cwd: folder({ ...SHOP, 'twin.yaml': twin }),
    });
    expect(status).toBe(2);
    expect(err).toMatch(
      /"shop\/db" can mean shop\/db\[(?:Pod|Deployment)\] or shop\/db\[(?:Pod|Deployment)\]/u,
    );
  });
});
