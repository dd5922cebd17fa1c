import { describe, expect, it } from 'vitest';
import { connectivityMap } from '../../../server/src/features/connectivity-map';
import type { MapNode, MapResult } from '../../../server/src/lsp/protocol';
import { cartPolicy, fileUri, fixture, PODS } from './fixture';

const FROM_WEB = cartPolicy(`  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
      ports: [{port: 8080}]`);
const FROM_DB = FROM_WEB.replace('app: web', 'app: db');

function mapOf(now: string, before?: string): MapResult {
  const earlier = before === undefined ? undefined : fixture(before).view.snapshot;
  const pieces = connectivityMap(fixture(now).view, earlier);
  let piece = pieces.next();
  while (piece.done !== true) piece = pieces.next();
  return piece.value;
}

function nameOf(node: MapNode | undefined): string {
  return node?.label ?? node?.workloads.map(({ name }) => name).join('+') ?? '';
}

/** `web -> cart: 8080/TCP`, and behind `was` what was allowed before. */
function links({ nodes, links: all }: MapResult): readonly string[] {
  return all
    .map(({ from, to, ports, before }) => {
      const was = before === undefined ? '' : ` was ${before || 'nothing'}`;
      return `${nameOf(nodes[from])} -> ${nameOf(nodes[to])}: ${ports || 'nothing'}${was}`;
    })
    .toSorted();
}

describe('connectivityMap', () => {
  it('shows alike workloads as one, with what they may send each other', () => {
    const { nodes } = mapOf(PODS);
    expect(nodes.map(nameOf)).toEqual(['cart+db+web', 'probe', 'any address outside the cluster']);
    expect(nodes[0]).toMatchObject({
      kind: 'workloads',
      id: 'shop/cart[Pod]',
      namespace: 'shop',
      amongThem: { ports: 'all ports' },
    });
    expect(nodes[2]?.kind).toBe('addresses');
  });

  it('says what the policy lets through', () => {
    const map = mapOf(PODS + FROM_WEB);
    expect(links(map).filter((link) => link.includes('-> cart'))).toEqual(['web -> cart: 8080/TCP']);
    expect(links(map)).toContain('cart -> any address outside the cluster: all ports');
  });

  it('tells of each workload its kind, its labels and the line on which it begins', () => {
    const { nodes } = mapOf(PODS + FROM_WEB);
    const web = nodes.flatMap(({ workloads }) => workloads).find(({ name }) => name === 'web');
    const start = { line: 0, character: 0 };
    expect(web).toEqual({
      id: 'shop/web[Pod]',
      name: 'web',
      kind: 'Pod',
      labels: ['app=web'],
      location: { uri: fileUri('pods.yaml'), range: { start, end: start } },
    });
  });

  it('tells of each policy its lines, the workloads it selects and the directions it governs', () => {
    const [policy, ...others] = mapOf(PODS + FROM_WEB).policies;
    expect(others).toEqual([]);
    expect(policy).toMatchObject({
      name: 'shop/cart',
      subjects: ['shop/cart[Pod]'],
      directions: ['ingress'],
    });
    expect(policy?.location.uri).toBe(fileUri('policy.yaml'));
    expect(policy?.location.range.start.line).toBe(0);
    expect(policy?.location.range.end.line).toBeGreaterThan(10);
  });

  it('says on what it rests', () => {
    expect(mapOf(PODS + FROM_WEB).basis).toBe('4 workloads, 2 namespaces and 1 policy from 2 files');
  });

  it('is empty where there is nothing', () => {
    expect(mapOf('# nothing')).toMatchObject({ nodes: [], links: [], policies: [] });
  });
});

describe('connectivityMap of edits', () => {
  it('says what they add and what they remove', () => {
    const changed = links(mapOf(PODS + FROM_DB, PODS + FROM_WEB)).filter((link) => link.includes(' was '));
    expect(changed).toEqual(['db -> cart: 8080/TCP was nothing', 'web -> cart: nothing was 8080/TCP']);
  });

  it('says which ports are others now', () => {
    const map = mapOf(PODS + FROM_WEB.replace('8080', '9090'), PODS + FROM_WEB);
    expect(links(map).filter((link) => link.includes(' was '))).toEqual([
      'web -> cart: 9090/TCP was 8080/TCP',
    ]);
  });

  it('says nothing where nothing is another', () => {
    expect(mapOf(PODS + FROM_WEB, PODS + FROM_WEB)).toEqual(mapOf(PODS + FROM_WEB));
  });

  it('keeps apart what is alike now and was not before', () => {
    const { nodes } = mapOf(PODS, PODS + FROM_WEB);
    expect(nodes.map(nameOf).toSorted()).not.toContain('cart+db+web');
  });

  it('shows workloads that are gone, which cannot be opened any more', () => {
    const { nodes } = mapOf(PODS.replace('name: db, labels', 'name: db2, labels'), PODS);
    const gone = nodes.flatMap(({ workloads }) => workloads).find(({ name }) => name === 'db');
    expect(gone).toBeDefined();
    expect(gone?.location).toBeUndefined();
  });

  it('takes from rows of addresses only those that changed', () => {
    const toAll = cartPolicy(`  policyTypes: [Egress]
  egress:
    - to: [{ipBlock: {cidr: 0.0.0.0/0}}]`);
    const toSome = toAll.replace('0.0.0.0/0', '10.0.0.0/8');
    const fromCart = links(mapOf(PODS + toAll, PODS + toSome)).filter((link) => /^cart -> .*\d/u.test(link));
    expect(fromCart).toEqual([
      expect.stringMatching(/^cart -> 0\.0\.0\.0\/5 and \d+ more ranges: all ports was nothing$/u),
      'cart -> 10.0.0.0/8: all ports',
    ]);
  });
});
