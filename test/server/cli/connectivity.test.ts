import { describe, expect, it } from 'vitest';
import { folder } from './memory-io';
import { run, runJson } from './run';
import { NAMESPACES, POLICY, SHOP, WORKLOADS } from './shop';

const OUTSIDE = { cidrs: ['0.0.0.0/0', '::/0'] };
const CART = 'shop/cart[Deployment]';
const DB = 'shop/db[Deployment]';
const FRONT = 'web/front[Deployment]';

describe('connectivity as JSON', () => {
  it('lists workloads with their places, and every allowed connection in order', async () => {
    expect(await runJson(['connectivity', '.'], { cwd: folder(SHOP) })).toEqual({
      workloads: [
        workload(CART, 'cart', 'shop', 1),
        workload(DB, 'db', 'shop', 12),
        workload(FRONT, 'front', 'web', 23),
      ],
      connections: [
        { source: CART, destination: DB, allowed: 'all' },
        { source: CART, destination: FRONT, allowed: 'all' },
        { source: CART, destination: OUTSIDE, allowed: 'all' },
        { source: DB, destination: FRONT, allowed: 'all' },
        { source: DB, destination: OUTSIDE, allowed: 'all' },
        { source: FRONT, destination: CART, allowed: [{ protocol: 'TCP', port: 8080 }] },
        { source: FRONT, destination: DB, allowed: 'all' },
        { source: FRONT, destination: OUTSIDE, allowed: 'all' },
        { source: OUTSIDE, destination: DB, allowed: 'all' },
        { source: OUTSIDE, destination: FRONT, allowed: 'all' },
      ],
    });
  });

  it('says the same in whatever order the files come', async () => {
    const cwd = folder(SHOP);
    const forwards = await run(['connectivity', '--format', 'json', ...Object.keys(SHOP)], { cwd });
    const backwards = await run(['connectivity', '--format', 'json', ...Object.keys(SHOP).toReversed()], {
      cwd,
    });
    expect(backwards.out).toBe(forwards.out);
  });

  it('keeps rows that touch a workload', async () => {
    const question = ['connectivity', '--workload', 'shop/cart', '.'];
    expect(await runJson(question, { cwd: folder(SHOP) })).toMatchObject({
      workloads: [{ id: CART }, { id: DB }, { id: FRONT }],
      connections: [
        { source: CART, destination: DB },
        { source: CART, destination: FRONT },
        { source: CART, destination: OUTSIDE },
        { source: FRONT, destination: CART },
      ],
    });
  });

  it('is empty where there is nothing', async () => {
    expect(await runJson(['connectivity', '.'], { cwd: folder({ 'n.yaml': NAMESPACES }) })).toEqual({
      workloads: [],
      connections: [],
    });
  });
});

describe('what connectivity rests on', () => {
  const labels = { ...SHOP, 'policy.yaml': POLICY.replace('kubernetes.io/metadata.name: web', 'team: a') };
  const undeclared = { ...labels, 'namespaces.yaml': '' };

  it('is told in one line beside the answer, in every format', async () => {
    for (const format of ['text', 'json', 'csv', 'dot']) {
      const { err } = await run(['connectivity', '--format', format, '.'], { cwd: folder(undeclared) });
      expect(err).toBe(
        'podreach: assumed: no particular engine; namespaces shop and web are not declared, so only their names are known\n',
      );
    }
  });

  it('is in the JSON', async () => {
    expect(await runJson(['connectivity', '.'], { cwd: folder(undeclared) })).toMatchObject({
      notes: [
        'no particular engine',
        'namespaces shop and web are not declared, so only their names are known',
      ],
    });
  });

  it('leaves out the engine where one was named', async () => {
    const { err } = await run(['connectivity', '--engine', 'calico', '.'], { cwd: folder(undeclared) });
    expect(err).toContain('podreach: assumed: namespaces shop and web');
  });

  it('is nothing where manifests tell all that policies ask for', async () => {
    expect((await run(['connectivity', '.'], { cwd: folder(labels) })).err).toBe('');
  });
});

describe('connectivity in other formats', () => {
  it.each(['text', 'csv', 'markdown', 'dot', 'mermaid', 'svg'])('writes %s', async (format) => {
    const { status, out } = await run(['connectivity', '--format', format, '.'], { cwd: folder(SHOP) });
    expect(status).toBe(0);
    expect(out).toContain('8080/TCP');
    expect(out.endsWith('\n')).toBe(true);
  });

  it('refuses a format that does not exist', async () => {
    const { status, out, err } = await run(['connectivity', '--format', 'xml', '.'], { cwd: folder(SHOP) });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain("'xml' is invalid. Allowed choices are text, json");
  });

  it('stops when nobody reads any more', async () => {
    const { status, out } = await run(['connectivity', '.'], { cwd: folder(SHOP), closesAfter: 2 });
    expect(status).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('input of connectivity', () => {
  it('may be standard input', async () => {
    const { out } = await run(['connectivity', '-'], { stdin: WORKLOADS });
    expect(out).toContain(`${CART}  ->  ${DB}`);
  });
});

function workload(id: string, name: string, namespace: string, line: number): object {
  return { id, namespace, name, kind: 'Deployment', labels: { app: name }, file: 'workloads.yaml', line };
}
