import { describe, expect, it } from 'vitest';
import { explanationText, type LocateLine } from '../../../server/src/wording/explanation';
import { denied, explanation, hit, nearMiss, side, throughService, WEB } from './explained';
import { rule, service, workload } from './shop';

/** Every path stands on a line of its own; a policy as a whole stands nowhere. */
const locate: LocateLine = ({ file }, path) => {
  const lines = ['spec', 'spec.ingress', 'spec.ingress[0]', 'spec.ingress[1]'];
  return lines.includes(path) ? { file, line: lines.indexOf(path) } : undefined;
};

describe('explanationText', () => {
  it('begins with the question and the verdict', () => {
    expect(explanationText(explanation(), locate)).toBe(
      [
        'web/front[Deployment] to shop/cart[Deployment]: allowed (all ports)',
        '  egress of web/front[Deployment]: allowed, no policy restricts it',
        '  ingress of shop/cart[Deployment]: allowed, no policy restricts it',
      ].join('\n'),
    );
  });

  it('names the port that was asked about', () => {
    const [first] = explanationText(explanation({ allowed: WEB }), locate, { port: { port: 80 } }).split(
      '\n',
    );
    expect(first).toBe('web/front[Deployment] to shop/cart[Deployment] on port 80/TCP: allowed');
  });

  it('leads to the policies that isolate, and to rules that nearly match', () => {
    const ingress = denied('ingress', {
      nearMisses: [nearMiss({ missed: 'port', rule: rule('spec.ingress[1]', []) })],
    });
    expect(explanationText(explanation({ verdict: 'denied', ingress }), locate)).toBe(
      [
        'web/front[Deployment] to shop/cart[Deployment]: denied',
        '  egress of web/front[Deployment]: allowed, no policy restricts it',
        '  ingress of shop/cart[Deployment]: denied',
        '    isolated by shop/deny (shop.yaml:2)',
        '    no rule allows web/front[Deployment]',
        '    nearly: shop/allow-web (spec.ingress[1]) allows no port (shop.yaml:4)',
      ].join('\n'),
    );
  });

  it('leads to the rules that allow', () => {
    const ingress = side('ingress', {
      verdict: 'partly',
      allowed: WEB,
      allowedBy: [hit('in', 'spec.ingress[0]', { allowed: WEB })],
    });
    const text = explanationText(explanation({ verdict: 'partly', allowed: WEB, ingress }), locate);
    expect(text).toContain('to shop/cart[Deployment]: partly (80/TCP)');
    expect(text).toContain('    allowed by shop/in spec.ingress[0]: 80/TCP (shop.yaml:3)');
  });

  it('leaves out near misses of a side that lets everything through', () => {
    const ingress = side('ingress', { nearMisses: [nearMiss()] });
    expect(explanationText(explanation({ ingress }), locate)).not.toContain('nearly');
  });

  it('does not call a rule a near miss that allows some ports', () => {
    const allows = hit('in', 'spec.ingress[0]', { allowed: WEB });
    const ingress = side('ingress', {
      verdict: 'partly',
      allowed: WEB,
      allowedBy: [allows],
      nearMisses: [
        nearMiss({ missed: 'port', rule: allows.rule }),
        nearMiss({ rule: rule('spec.ingress[1]') }),
      ],
    });
    const nearly = explanationText(explanation({ verdict: 'partly', ingress }), locate).match(/nearly: .*/gu);
    expect(nearly).toEqual([expect.stringContaining('spec.ingress[1]')]);
  });

  it('leaves out places that are not known', () => {
    const ingress = side('ingress', { allowedBy: [hit('in', 'spec.ingress[7]')] });
    expect(explanationText(explanation({ ingress }), locate)).toMatch(
      /allowed by shop\/in spec\.ingress\[7\]: all ports$/u,
    );
  });

  it('says how a Service was translated, and speaks of its pod', () => {
    const text = explanationText(throughService({ allowed: WEB }), locate, {
      port: { port: 80, protocol: 'TCP' },
    });
    expect(text.split('\n').slice(0, 2)).toEqual([
      'web/front[Deployment] to svc/shop/cart on port 80/TCP: allowed',
      '  svc/shop/cart port 80 is port 8080/TCP of shop/cart[Deployment]',
    ]);
    expect(text).toContain('ingress of shop/cart[Deployment]: allowed');
  });

  it('says what leads an ingress controller to a Service', () => {
    const entrance = {
      kind: 'Ingress',
      namespace: 'shop',
      name: 'front',
      controller: { namespaceLabels: new Map<string, string>() },
      backends: [],
      source: { file: 'shop.yaml', resource: 0 },
    };
    const { translations } = throughService();
    const led = throughService({
      source: { kind: 'ingress-controller' },
      translations: translations.map((translation) => ({ ...translation, entrance })),
    });
    expect(explanationText(led, locate).split('\n').slice(0, 2)).toEqual([
      'the ingress controller to svc/shop/cart: allowed (all ports)',
      '  Ingress shop/front leads to svc/shop/cart port 80, port 8080/TCP of shop/cart[Deployment]',
    ]);
  });

  it('says no more than why when a Service leads nowhere', () => {
    const lost = throughService({
      verdict: 'denied',
      translations: [],
      caveats: [{ kind: 'service-without-pods', service: service('shop', 'cart') }],
    });
    expect(explanationText(lost, locate)).toBe(
      [
        'web/front[Deployment] to svc/shop/cart: denied',
        '  Note: No pod in the manifests is behind svc/shop/cart',
      ].join('\n'),
    );
  });

  it('explains each pod behind a Service on its own', () => {
    const caveats = [{ kind: 'same-workload', workload: workload('shop/cart[Deployment]') }] as const;
    const parts = [explanation(), explanation({ verdict: 'denied', ingress: denied('ingress'), caveats })];
    const lines = explanationText(throughService({ verdict: 'partly', parts }), locate).split('\n');
    expect(lines.filter((line) => /^ {2}web\/front/u.test(line))).toEqual([
      '  web/front[Deployment] to shop/cart[Deployment]: allowed (all ports)',
      '  web/front[Deployment] to shop/cart[Deployment]: denied',
    ]);
    expect(lines.at(-1)).toMatch(/^ {4}Note: Source and destination are both/u);
  });

  it('says in one line, at the end, what the whole of it takes for granted', () => {
    const caveats = [{ kind: 'undeclared-namespace', namespace: 'web' }] as const;
    const parts = [explanation({ caveats }), explanation({ verdict: 'denied', caveats })];
    const text = explanationText(throughService({ verdict: 'partly', parts, caveats }), locate, {
      isEngineOpen: true,
    });
    expect(text.match(/.*(?:Assumed|not declared).*/gu)).toEqual([
      '  Assumed: no particular engine; namespace web is not declared, so only its name is known',
    ]);
    expect(text.endsWith('is known')).toBe(true);
  });

  it('leaves marks to the style', () => {
    const text = explanationText(explanation({ verdict: 'denied', ingress: denied('ingress') }), locate, {
      style: (part, emphasis) => `<${emphasis}:${part}>`,
    });
    expect(text).toContain('<denied:denied>');
    expect(text).toContain('<place:shop.yaml:2>');
    expect(text).toContain('<name:shop/deny>');
  });
});
