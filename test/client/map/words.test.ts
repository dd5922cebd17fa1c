import { describe, expect, it } from 'vitest';
import { createNeighbours } from '../../../client/src/map/webview/neighbours';
import { visibleGraph, type VisibleGraph } from '../../../client/src/map/webview/visible';
import {
  arrowText,
  followedText,
  matchText,
  memberName,
  nodeText,
  shortPorts,
  spokenName,
  trafficText,
} from '../../../client/src/map/webview/words';
import { ALL_FOLDED, ALL_OPEN, map, node } from './sample-map';

const shop = map(
  ['shop/cart', 'shop/db+log+web', 'lab/probe', '10.0.0.0/8'],
  ['1 > 0 80/TCP', '2 > 0 443/TCP', '0 > 3 all ports', '0 > 2 nothing was 80/TCP'],
);
const open = visibleGraph(shop, ALL_OPEN);
const folded = visibleGraph(shop, ALL_FOLDED);
const policy = {
  name: 'shop/cart',
  subjects: ['shop/cart[Deployment]', 'shop/db[Deployment]'],
  directions: ['ingress'],
} as const;

function named({ nodes }: VisibleGraph, id: string, followed?: typeof policy): string {
  const found = nodes.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return spokenName(found, createNeighbours(shop)(found), followed);
}

describe('spokenName', () => {
  it('says what a node is, and with how many it is connected; not with whom an edit ended it', () => {
    expect(named(open, 'shop/cart[Deployment]')).toBe(
      'cart, Deployment in shop; reachable from 4 workloads, reaches 10.0.0.0/8',
    );
  });

  it('names several by their number', () => {
    expect(named(open, 'shop/db[Deployment]')).toBe(
      'db and 2 more, 3 Deployments, all alike in shop; reachable from nothing, reaches 1 workload',
    );
  });

  it('says it of a folded namespace, without what is within', () => {
    expect(named(folded, 'namespace shop')).toBe(
      'Namespace shop, 4 workloads; reachable from 1 workload, reaches 10.0.0.0/8',
    );
  });

  it('says what the policy under the cursor selects', () => {
    expect(named(open, 'shop/cart[Deployment]', policy)).toMatch(/; selected by shop\/cart$/u);
    expect(named(open, 'shop/db[Deployment]', policy)).toMatch(/; 1 of 3 selected by shop\/cart$/u);
    expect(named(open, 'lab/probe[Deployment]', policy)).not.toContain('selected');
  });

  it('counts alike workloads that reach each other', () => {
    const alike = map(['shop/db+log+web']);
    const among = { ...alike, nodes: alike.nodes.map((one) => ({ ...one, amongThem: { ports: '80/TCP' } })) };
    const [only] = visibleGraph(among, ALL_OPEN).nodes;
    expect(only && createNeighbours(among)(only).from.workloads).toBe(2);
  });
});

describe('nodeText', () => {
  it.each([
    ['any address outside the cluster', 'any address', 'outside the cluster'],
    ['10.0.0.0/8', '10.0.0.0/8', 'outside the cluster'],
  ])('says of %s where it is', (label, title, detail) => {
    const outside = { ...node('10.0.0.0/8'), label };
    const visible = { id: label, kind: outside.kind, namespace: undefined, members: [outside] };
    expect(nodeText(visible)).toEqual({ title, detail });
  });
});

describe('arrowText', () => {
  it('names ports, or counts connections', () => {
    expect(open.arrows.map(arrowText)).toEqual(['80/TCP', '443/TCP', 'all ports', '80/TCP']);
    expect(folded.arrows.map(arrowText)).toEqual(['1 connection', '1 connection', 'connections']);
  });

  it('leaves out ports that nobody could read', () => {
    expect(shortPorts('1/TCP, 2/TCP, 3/TCP, 4/TCP, 5/TCP')).toBe('1/TCP, 2/TCP, 3/TCP +2');
    expect(shortPorts('1/TCP, 2/TCP')).toBe('1/TCP, 2/TCP');
  });
});

describe('trafficText', () => {
  it.each([
    [{ ports: '80/TCP' }, '80/TCP'],
    [{ ports: '80/TCP', before: '' }, '80/TCP, added by unsaved edits'],
    [{ ports: '', before: '80/TCP' }, '80/TCP, removed by unsaved edits'],
    [{ ports: '80/TCP', before: 'all ports' }, '80/TCP instead of all ports, by unsaved edits'],
  ])('says of %j: %s', (traffic, text) => {
    expect(trafficText(traffic)).toBe(text);
  });
});

describe('memberName', () => {
  it.each([
    ['shop/cart', 'shop/cart'],
    ['shop/a+b+c+d', 'shop/a, b, c, d'],
    ['shop/a+b+c+d+e', 'shop/a, b, c and 2 more'],
    ['10.0.0.0/8', '10.0.0.0/8'],
  ])('names %s', (text, name) => {
    expect(memberName(node(text))).toBe(name);
  });
});

describe('matchText', () => {
  it('counts against everything there is', () => {
    expect(matchText(2, shop)).toBe('2 of 6 match');
    expect(matchText(0, shop)).toBe('Nothing matches');
  });
});

describe('followedText', () => {
  it('says what the policy does', () => {
    expect(followedText(policy)).toBe('shop/cart selects 2 workloads and governs ingress');
    expect(followedText({ ...policy, subjects: [], directions: ['ingress', 'egress'] })).toBe(
      'shop/cart selects no known workload and governs ingress and egress',
    );
  });
});
