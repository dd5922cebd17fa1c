import { describe, expect, it } from 'vitest';
import type { Remark } from '../../../server/src/evaluator/answers';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { caveatText, notes, noteText } from '../../../server/src/wording/caveats';
import { hit } from './explained';
import { policy, rule, service, workload } from './shop';

const cart = workload('shop/cart[Deployment]');
const path = 'spec.egress[0].to[0]';
const names = { kind: 'names', path, patterns: ['*.example.com'] } as const;
const decides = { policy: policy('out'), rule: rule('spec.egress[0]') };

const REMARKS: [Remark, string][] = [
  [
    { kind: 'undecided-rule', policy: policy('out'), rule: { ...rule('spec.egress[0]'), condition: 'http' } },
    'Manifests cannot tell whether shop/out (spec.egress[0]) applies here: that depends on the HTTP request',
  ],
  [
    { kind: 'no-entrance', destination: { kind: 'workload', workload: cart } },
    'No Ingress, Gateway route or OpenShift Route leads to shop/cart[Deployment]',
  ],
  [
    {
      kind: 'no-entrance',
      destination: { kind: 'workload', workload: cart },
      ledTo: ConnectionSet.of('TCP', 8080),
    },
    'No Ingress, Gateway route or OpenShift Route leads to this port of shop/cart[Deployment], only to 8080/TCP',
  ],
  [{ kind: 'no-entrance' }, 'No Ingress, Gateway route or OpenShift Route leads to any pod'],
  [
    { kind: 'service-without-pods', service: service('shop', 'cart') },
    'No pod in the manifests is behind svc/shop/cart',
  ],
  [
    { kind: 'service-without-selector', service: service('shop', 'cart') },
    'svc/shop/cart has no selector: its endpoints are kept by hand and not read, so this is about any address outside',
  ],
  [
    {
      kind: 'service-without-selector',
      service: service('shop', 'mail', { externalName: 'mail.example.com' }),
    },
    'svc/shop/mail is another name for mail.example.com, whose addresses are not known here',
  ],
  [
    { kind: 'service-alias', service: service('shop', 'cart'), of: service('web', 'front') },
    'svc/shop/cart is another name for svc/web/front',
  ],
  [
    { kind: 'service-port-unknown', service: service('shop', 'cart'), port: 81 },
    'svc/shop/cart has no port 81; it has 80/TCP (http)',
  ],
  [
    { kind: 'service-port-unknown', service: service('shop', 'cart', { ports: [] }), port: 'web' },
    'svc/shop/cart has no port web',
  ],
  [
    {
      kind: 'service-port-unknown',
      service: service('shop', 'cart', { ports: [{ port: 53, protocol: 'UDP', targetPort: 53 }] }),
      port: 80,
    },
    'svc/shop/cart has no port 80; it has 53/UDP',
  ],
  [
    { kind: 'target-port-unresolved', service: service('shop', 'cart'), workload: cart, port: 'http' },
    'shop/cart[Deployment] has no port named http, to which svc/shop/cart sends',
  ],
  [
    { kind: 'port-name-unresolved', workload: cart, port: 'http' },
    'shop/cart[Deployment] has no port named http',
  ],
  [
    { kind: 'same-workload', workload: cart },
    'Source and destination are both shop/cart[Deployment]: the answer is for two of its pods',
  ],
  [
    { kind: 'same-workload', workload: workload('shop/cart[Pod]') },
    'shop/cart[Pod] is one pod, which reaches itself whatever policies say',
  ],
  [
    { kind: 'undecided-peer', ...decides, peer: names },
    'Manifests cannot tell whether the domain names *.example.com match here (shop/out, spec.egress[0].to[0])',
  ],
  [
    { kind: 'equal-order', first: hit('a', 'spec.ingress[0]'), second: hit('b', 'spec.ingress[1]') },
    'shop/a (spec.ingress[0]) and shop/b (spec.ingress[1]) have the same order and disagree: either may win',
  ],
];

describe('caveatText', () => {
  it.each(REMARKS)('$kind', (remark, text) => {
    expect(caveatText(remark)).toBe(text);
  });
});

describe('notes', () => {
  const remark = { kind: 'no-entrance' } as const;
  const assumed = { kind: 'undeclared-namespace', namespace: 'web' } as const;

  it('are one for each remark, and one for all that was taken for granted', () => {
    const other = { kind: 'host-network', workload: cart, side: 'source' } as const;
    expect(notes([assumed, remark, other, remark]).map(noteText)).toEqual([
      'No Ingress, Gateway route or OpenShift Route leads to any pod',
      'Assumed: namespace web is not declared, so only its name is known; no policy governs pods on the host network (shop/cart[Deployment]), and they run on other nodes',
    ]);
  });

  it('say that no engine was named only where something was taken for granted', () => {
    expect(notes([assumed], { isEngineOpen: true }).map(({ text }) => text)).toEqual([
      'no particular engine; namespace web is not declared, so only its name is known',
    ]);
    expect(notes([remark], { isEngineOpen: true })).toHaveLength(1);
    expect(notes([], { isEngineOpen: true })).toEqual([]);
  });
});
