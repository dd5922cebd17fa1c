import { describe, expect, it } from 'vitest';
import { briefReason } from '../../../server/src/wording/brief-reason';
import { cartPolicy, fixture, PODS } from '../features/fixture';
import { denied, explanation, side, throughService } from './explained';

/** A policy that isolates all pods of the namespace for one direction. */
function closed(name: string, type: 'Ingress' | 'Egress', namespace = 'shop'): string {
  return `# file: ${namespace}-${name}.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${namespace}}
spec: {podSelector: {}, policyTypes: [${type}]}
`;
}

/** Why pod `web` reaches, or does not reach, pod `cart`. */
function brief(policies: string): string {
  const { evaluator, cluster } = fixture(policies + PODS).view.snapshot;
  const [web, cart] = ['web', 'cart'].map((name) => cluster.workloads.find((one) => one.name === name));
  if (web === undefined || cart === undefined) throw new Error('no such pod');
  return briefReason(
    evaluator.explain({ kind: 'workload', workload: web }, { kind: 'workload', workload: cart }),
  );
}

describe('briefReason', () => {
  it.each([
    [
      'a rule that allows some ports',
      cartPolicy('  ingress: [{ports: [{port: 80}]}]'),
      'Allowed by shop/cart',
    ],
    ['a rule that allows all', cartPolicy('  ingress: [{}]'), 'Allowed by shop/cart'],
    ['two rules of a policy', cartPolicy('  ingress: [{}, {}]'), 'Allowed by shop/cart'],
    ['no policy', cartPolicy('  policyTypes: [Egress]'), 'No policy restricts it'],
    ['a policy without rules', cartPolicy('  ingress: []'), 'Ingress denied by shop/cart'],
    [
      'policies on both sides',
      cartPolicy('  ingress: []') + closed('shut', 'Egress'),
      'Egress denied by shop/shut and ingress by shop/cart',
    ],
    [
      'many policies',
      ['a', 'b', 'c', 'd'].map((name) => closed(name, 'Ingress')).join(''),
      'Ingress denied by shop/a, shop/b and 2 more',
    ],
  ])('of %s', (_what, policies, text) => {
    expect(brief(policies)).toBe(text);
  });

  it('is the whole sentence where policies are not all there is to say', () => {
    const service = explanation({ ...throughService, verdict: 'denied', caveats: [{ kind: 'no-entrance' }] });
    expect(briefReason(service)).toMatch(/^Denied: /u);
    const unknown = explanation({ verdict: 'denied', ingress: denied('ingress', { isolatedBy: [] }) });
    expect(briefReason(unknown)).toBe('Denied by ingress: no rule is certain to allow web/front[Deployment]');
    const partly = side('ingress', { verdict: 'partly' });
    expect(briefReason(explanation({ verdict: 'partly', ingress: partly }))).toMatch(/^Partly by ingress: /u);
  });
});
