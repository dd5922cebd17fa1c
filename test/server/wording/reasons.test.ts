import { describe, expect, it } from 'vitest';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { endsOf, explanationReason, sideReason } from '../../../server/src/wording/reasons';
import { denied, explanation, hit, OUTSIDE, side, throughService, WEB } from './explained';
import { pod, policy, rule, service, workload } from './shop';

describe('explanationReason', () => {
  it('says that nothing restricts a connection', () => {
    expect(explanationReason(explanation())).toBe(
      'allowed: no policy restricts egress of web/front[Deployment] or ingress of shop/cart[Deployment]',
    );
    expect(explanationReason(explanation({ source: OUTSIDE }))).toBe(
      'allowed: no policy restricts shop/cart[Deployment]',
    );
    expect(explanationReason(explanation({ source: OUTSIDE, destination: OUTSIDE }))).toBe('allowed');
  });

  it('names the rule that allows', () => {
    const ingress = side('ingress', { allowedBy: [hit('allow-web', 'spec.ingress[0]')] });
    expect(explanationReason(explanation({ ingress }))).toBe('allowed by shop/allow-web (spec.ingress[0])');
  });

  it('names the rules of both sides, and the peer where there is one', () => {
    const path = 'spec.ingress[0].from[1]';
    const peer = { kind: 'addresses', path, cidrs: [], except: [] } as const;
    const egress = side('egress', { allowedBy: [hit('out', 'spec.egress[0]')] });
    const ingress = side('ingress', { allowedBy: [hit('in', 'spec.ingress[0]', { peer })] });
    expect(explanationReason(explanation({ egress, ingress }))).toBe(
      'allowed by shop/out (spec.egress[0]) and shop/in (spec.ingress[0].from[1])',
    );
  });

  it('mentions a policy once, with all its rules', () => {
    const ingress = side('ingress', {
      allowedBy: [hit('in', 'spec.ingress[0]'), hit('in', 'spec.ingress[2]')],
    });
    expect(explanationReason(explanation({ ingress }))).toBe(
      'allowed by shop/in (spec.ingress[0], spec.ingress[2])',
    );
  });

  it('names the side that denies, and who isolates', () => {
    expect(explanationReason(explanation({ verdict: 'denied', ingress: denied('ingress') }))).toBe(
      'denied by ingress: shop/deny isolates shop/cart[Deployment] and no rule allows web/front[Deployment]',
    );
    expect(explanationReason(explanation({ verdict: 'denied', egress: denied('egress') }))).toBe(
      'denied by egress: shop/deny isolates web/front[Deployment] and no rule allows shop/cart[Deployment]',
    );
  });

  it('names both sides when both deny', () => {
    const both = explanation({ verdict: 'denied', egress: denied('egress'), ingress: denied('ingress') });
    expect(explanationReason(both)).toMatch(/^denied by egress: .*; by ingress: .*$/u);
  });

  it('names both sides when each lets something through and nothing passes both', () => {
    const egress = side('egress', {
      verdict: 'partly',
      allowed: WEB,
      allowedBy: [hit('out', 'spec.egress[0]')],
    });
    const tls = ConnectionSet.of('TCP', 443);
    const ingress = side('ingress', {
      verdict: 'partly',
      allowed: tls,
      allowedBy: [hit('in', 'spec.ingress[0]')],
    });
    expect(explanationReason(explanation({ verdict: 'denied', egress, ingress }))).toBe(
      'denied by egress: shop/out (spec.egress[0]) allows 80/TCP only; by ingress: shop/in (spec.ingress[0]) allows 443/TCP only',
    );
  });

  it('says what gets through when only part does', () => {
    const ingress = side('ingress', {
      verdict: 'partly',
      allowed: WEB,
      allowedBy: [hit('in', 'spec.ingress[0]')],
    });
    expect(explanationReason(explanation({ verdict: 'partly', ingress }))).toBe(
      'partly by ingress: shop/in (spec.ingress[0]) allows 80/TCP only',
    );
  });

  it('speaks of the pod behind a Service, since that is what policies see', () => {
    expect(explanationReason(throughService({ verdict: 'denied', ingress: denied('ingress') }))).toContain(
      'isolates shop/cart[Deployment]',
    );
  });

  it('says why a Service leads nowhere', () => {
    const lost = throughService({
      verdict: 'denied',
      translations: [],
      caveats: [{ kind: 'service-without-pods', service: service('shop', 'cart') }],
    });
    expect(explanationReason(lost)).toBe('denied: No pod in the manifests is behind svc/shop/cart');
  });

  it('says that nobody has the port, whatever policies do', () => {
    const caveats = [
      { kind: 'port-name-unresolved', workload: workload('shop/cart[Deployment]'), port: 'https' },
    ] as const;
    expect(explanationReason(explanation({ verdict: 'denied', ingress: denied('ingress'), caveats }))).toBe(
      'denied: shop/cart[Deployment] has no port named https',
    );
  });

  it('asks policies about the pods of a headless Service, whose ports nothing translates', () => {
    const headless = throughService({ verdict: 'denied', translations: [], ingress: denied('ingress') });
    expect(explanationReason(headless)).toBe(
      'denied by ingress: shop/deny isolates svc/shop/cart and no rule allows web/front[Deployment]',
    );
  });

  it('counts the pods behind a Service when they differ', () => {
    const parts = [explanation(), explanation({ verdict: 'denied', ingress: denied('ingress') })];
    expect(explanationReason(throughService({ verdict: 'partly', parts }))).toBe(
      'partly: 1 of 2 workloads behind svc/shop/cart can be reached',
    );
    expect(explanationReason(explanation({ verdict: 'partly', source: OUTSIDE, parts }))).toBe(
      'partly: 1 of 2 groups of addresses can connect',
    );
  });

  it('counts groups of addresses behind a Service whose endpoints are no pods', () => {
    const parts = [
      explanation({ destination: OUTSIDE }),
      explanation({ destination: OUTSIDE, verdict: 'denied', egress: denied('egress') }),
    ];
    expect(explanationReason(throughService({ verdict: 'partly', parts }))).toBe(
      'partly: 1 of 2 groups of addresses behind svc/shop/cart can be reached',
    );
  });

  it('leaves marks to the style', () => {
    expect(explanationReason(explanation(), (text, emphasis) => `<${emphasis}>${text}</>`)).toBe(
      '<allowed>allowed</>: no policy restricts egress of <name>web/front[Deployment]</> or ingress of <name>shop/cart[Deployment]</>',
    );
  });
});

describe('sideReason', () => {
  const ends = endsOf(explanation(), 'ingress');

  it('says that policies do not govern what is no pod', () => {
    const outside = endsOf(explanation({ source: OUTSIDE }), 'egress');
    expect(sideReason(side('egress'), outside)).toBe(
      'policies do not govern any address outside the cluster',
    );
  });

  it('says that policies do not govern pods on the host network', () => {
    const host = pod('shop/agent[DaemonSet]', { hostNetwork: true });
    expect(sideReason(side('ingress'), { ...ends, self: host })).toBe(
      'policies do not govern shop/agent[DaemonSet], on the host network',
    );
  });

  it('names several policies that isolate', () => {
    const isolatedBy = [policy('deny'), policy('strict')];
    expect(sideReason(denied('ingress', { isolatedBy }), ends)).toBe(
      'shop/deny and shop/strict isolate shop/cart[Deployment] and no rule allows web/front[Deployment]',
    );
  });

  it('names the rule that denies', () => {
    const deniedBy = [
      hit('admin', 'spec.ingress[0]', { rule: { ...rule('spec.ingress[0]'), verdict: 'deny' } }),
    ];
    expect(sideReason(denied('ingress', { deniedBy }), ends)).toBe('shop/admin (spec.ingress[0]) denies it');
    const partly = side('ingress', { verdict: 'partly', allowed: WEB, deniedBy });
    expect(sideReason(partly, ends)).toBe('shop/admin (spec.ingress[0]) leaves 80/TCP');
  });

  it('says what rules allow', () => {
    const allowedBy = [hit('a', 'spec.ingress[0]'), hit('b', 'spec.ingress[0]')];
    expect(sideReason(side('ingress', { allowedBy }), ends)).toBe(
      'shop/a (spec.ingress[0]) and shop/b (spec.ingress[0]) allow it',
    );
  });

  it('does not claim a denial where nothing certain is known', () => {
    expect(sideReason(denied('ingress', { isolatedBy: [] }), ends)).toBe(
      'no rule is certain to allow web/front[Deployment]',
    );
    expect(sideReason(side('ingress', { verdict: 'partly', allowed: WEB }), ends)).toBe(
      'only 80/TCP is certain to get through',
    );
    const none = side('ingress', { verdict: 'partly', allowed: ConnectionSet.NONE });
    expect(sideReason(none, ends)).toBe('no port is certain to get through');
  });
});

describe('endsOf', () => {
  it('turns the ends round for egress', () => {
    const asked = explanation();
    expect(endsOf(asked, 'egress')).toMatchObject({ self: asked.source, other: asked.destination });
    expect(endsOf(asked, 'ingress')).toMatchObject({ self: asked.destination, other: asked.source });
  });

  it('takes the pod behind a Service', () => {
    expect(endsOf(throughService(), 'ingress').self).toEqual({
      kind: 'workload',
      workload: workload('shop/cart[Deployment]'),
    });
  });
});
