import { describe, expect, it } from 'vitest';
import type { NearMiss } from '../../../server/src/evaluator/answers';
import { nearMissBrief, nearMissText, portsText } from '../../../server/src/wording/near-misses';
import { endsOf } from '../../../server/src/wording/reasons';
import { explanation, nearMiss, OUTSIDE } from './explained';
import { pod, rule } from './shop';

function text(overrides: Partial<NearMiss>): string {
  return nearMissText(nearMiss(overrides), endsOf(explanation(), 'ingress'));
}

function requirement(operator: string, values: string[], actual?: string): Partial<NearMiss> {
  return { requirement: { key: 'app', operator, values, ...(actual !== undefined && { actual }) } };
}

describe('nearMissText', () => {
  it.each([
    ['In', ['web'], 'front', 'had app=web (it has app=front)'],
    ['In', ['web'], undefined, 'had app=web'],
    ['In', ['web', 'api'], undefined, 'had app in (web, api)'],
    ['NotIn', ['front'], 'front', 'had another value of app (it has app=front)'],
    ['Exists', [], undefined, 'had a label app'],
    ['DoesNotExist', [], 'front', 'had no label app (it has app=front)'],
    ['StartsWith', ['x'], 'front', 'met app StartsWith x (it has app=front)'],
  ])('wishes for a label: %s %j', (operator, values, actual, wish) => {
    expect(text(requirement(operator, values, actual))).toBe(
      `shop/allow-web (spec.ingress[0]) would match if web/front[Deployment] ${wish}`,
    );
  });

  it('wishes for a label of the namespace', () => {
    expect(text({ missed: 'namespace', ...requirement('In', ['a']) })).toBe(
      'shop/allow-web (spec.ingress[0]) would match if namespace web had app=a',
    );
  });

  it('names all that is missing', () => {
    const lacks: NearMiss['lacks'] = [
      { missed: 'namespace', requirement: { key: 'team', operator: 'In', values: ['a'], actual: 'b' } },
      { missed: 'pod', requirement: { key: 'app', operator: 'In', values: ['web'], actual: 'front' } },
      { missed: 'pod', requirement: { key: 'tier', operator: 'Exists', values: [] } },
      { missed: 'port' },
    ];
    const ports = [{ kind: 'range', protocol: 'TCP', port: 8080, endPort: 8080 }] as const;
    expect(text({ lacks, rule: rule('spec.ingress[0]', ports) })).toBe(
      'shop/allow-web (spec.ingress[0]) would match if namespace web had team=a (it has team=b)' +
        ' and web/front[Deployment] had app=web (it has app=front) and had a label tier, and allows 8080/TCP only',
    );
  });

  it('knows no requirement for a peer that means another namespace altogether', () => {
    expect(text({ missed: 'namespace' })).toBe(
      'shop/allow-web (spec.ingress[0]) would match if namespace web were another',
    );
  });

  it('says what selectors cannot say: that no pod on the host network is meant', () => {
    const source = pod('web/front[Deployment]', { hostNetwork: true });
    expect(nearMissText(nearMiss({ missed: 'pod' }), endsOf(explanation({ source }), 'ingress'))).toBe(
      'shop/allow-web (spec.ingress[0]) would match if web/front[Deployment] were not on the host network',
    );
  });

  it.each(['port', 'protocol'] as const)('names what is allowed when only the %s is wrong', (missed) => {
    const ports = [{ kind: 'range', protocol: 'TCP', port: 8080, endPort: 8080 }] as const;
    expect(text({ missed, rule: rule('spec.ingress[1]', ports) })).toBe(
      'shop/allow-web (spec.ingress[1]) allows 8080/TCP only',
    );
  });

  it('names the address that is not in a block', () => {
    const path = 'spec.ingress[0].from[0]';
    const miss = nearMiss({
      missed: 'address',
      peer: { kind: 'addresses', path, cidrs: ['10.0.0.0/8'], except: [] },
    });
    expect(nearMissText(miss, endsOf(explanation({ source: OUTSIDE }), 'ingress'))).toBe(
      'shop/allow-web (spec.ingress[0].from[0]) names other addresses than any address outside the cluster',
    );
  });
});

describe('nearMissBrief', () => {
  it('says what would have to be, and neither what there is nor where', () => {
    const lacks: NearMiss['lacks'] = [
      { missed: 'pod', requirement: { key: 'app', operator: 'In', values: ['web'], actual: 'front' } },
      { missed: 'port' },
    ];
    const ends = endsOf(explanation(), 'ingress');
    expect(nearMissBrief(nearMiss({ lacks, rule: rule('spec.ingress[0]', []) }), ends)).toBe(
      'shop/allow-web: if web/front[Deployment] had app=web, and allows no port',
    );
  });
});

describe('portsText', () => {
  it('lists ports as a policy names them', () => {
    expect(portsText(rule('x'))).toBe('all ports');
    expect(portsText(rule('x', []))).toBe('no port');
    expect(
      portsText(
        rule('x', [
          { kind: 'range', protocol: 'TCP', port: 80, endPort: 80 },
          { kind: 'range', protocol: 'UDP', port: 30000, endPort: 32767 },
          { kind: 'named', name: 'http' },
          { kind: 'named', name: 'dns', protocol: 'UDP' },
        ]),
      ),
    ).toBe('80/TCP, 30000-32767/UDP, http and dns/UDP');
  });
});
