import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../server/src/evaluator/answers';
import {
  addressesName,
  compareEndpoints,
  policyName,
  listedName,
  targetId,
  targetName,
} from '../../../server/src/wording/names';
import { addresses, pod, service } from './shop';

const controller: Endpoint = { kind: 'ingress-controller' };

describe('targetId', () => {
  it('is the name by which the target can be asked about again', () => {
    expect(targetId(pod('shop/cart[Deployment]'))).toBe('shop/cart[Deployment]');
    expect(targetId({ kind: 'service', service: service('shop', 'cart') })).toBe('svc/shop/cart');
    expect(targetId(addresses('10.0.0.0/8', '192.0.2.1/32'))).toBe('10.0.0.0/8,192.0.2.1/32');
    expect(targetId(controller)).toBe('ingress-controller');
  });
});

describe('targetName', () => {
  it('reads well in a sentence', () => {
    expect(targetName(pod('shop/cart[Deployment]'))).toBe('shop/cart[Deployment]');
    expect(targetName(addresses('192.0.2.1/32'))).toBe('192.0.2.1');
    expect(targetName(controller)).toBe('the ingress controller');
  });
});

describe('listedName', () => {
  it('tells everything that a row has room for', () => {
    expect(listedName(pod('shop/cart[Deployment]'))).toBe('shop/cart[Deployment]');
    expect(listedName(pod('web/agent[DaemonSet]', { hostNetwork: true }))).toBe(
      'web/agent[DaemonSet] (host network)',
    );
    expect(listedName(addresses('0.0.0.0/5', '8.0.0.0/7', '::/0'))).toBe('0.0.0.0/5, 8.0.0.0/7, ::/0');
    expect(listedName(controller)).toBe('the ingress controller');
  });
});

describe('addressesName', () => {
  it.each([
    [['10.0.0.0/8'], '10.0.0.0/8'],
    [['192.0.2.1/32'], '192.0.2.1'],
    [['2001:db8::1/128'], '2001:db8::1'],
    [['2001:db8::/32'], '2001:db8::/32'],
    [['10.0.0.0/8', '192.0.2.0/24'], '10.0.0.0/8 and 192.0.2.0/24'],
    [['0.0.0.0/5', '8.0.0.0/7', '11.0.0.0/8', '::/0'], '0.0.0.0/5 and 3 more ranges'],
    [['0.0.0.0/0', '::/0'], 'any address outside the cluster'],
    [['0.0.0.0/0'], 'any IPv4 address outside the cluster'],
    [['::/0'], 'any IPv6 address outside the cluster'],
    [[], 'no address'],
  ])('%j is %s', (cidrs, name) => {
    expect(addressesName(cidrs)).toBe(name);
  });
});

describe('policyName', () => {
  it('names the kind unless it is the usual one', () => {
    expect(policyName({ kind: 'NetworkPolicy', namespace: 'shop', name: 'deny' })).toBe('shop/deny');
    expect(policyName({ kind: 'ClusterNetworkPolicy', name: 'dns' })).toBe('ClusterNetworkPolicy dns');
  });
});

describe('compareEndpoints', () => {
  it('puts workloads first, then the ingress controller, then addresses, each by name', () => {
    const mixed = [
      addresses('::/0'),
      controller,
      pod('web/b[Pod]'),
      addresses('10.0.0.0/8'),
      pod('shop/a[Pod]'),
    ];
    expect(mixed.toSorted(compareEndpoints).map(targetId)).toEqual([
      'shop/a[Pod]',
      'web/b[Pod]',
      'ingress-controller',
      '10.0.0.0/8',
      '::/0',
    ]);
  });
});
