import { describe, expect, it } from 'vitest';
import { explainConnection, explainDefaults } from '../../../server/src/features/explain-connection';
import type { View } from '../../../server/src/features/view';
import type { ExplainParams, OutlineRow } from '../../../server/src/lsp/protocol';
import { cartPolicy, fileUri, fixture, PODS } from './fixture';
import { placeText } from './places';

const FROM_WEB = `  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
      ports: [{port: 80}]`;

function explained(text: string, params: Omit<ExplainParams, 'uri'>): string {
  const { view } = fixture(text);
  const result = explainConnection(view, { uri: fileUri(''), ...params }, 'default');
  if (result.kind === 'problem') return `${result.part}: ${result.message}`;
  return [`${result.title}: ${result.summary}`, ...drawn(view, result.rows)].join('\n');
}

/** Rows as text, each with its mark and the text of the place it leads to. */
function drawn(view: View, rows: readonly OutlineRow[]): readonly string[] {
  return rows.flatMap(({ label, detail, mark, opens, rows: below }) => {
    const text = detail === undefined ? label : `${label}: ${detail}`;
    const place = opens ? ` «${placeText(view, opens)}»` : '';
    return [`${mark ?? '-'} ${text}${place}`, ...drawn(view, below).map((line) => `  ${line}`)];
  });
}

describe('explainConnection', () => {
  it('says what decides on each side, what nearly matches, and where that is written', () => {
    expect(explained(cartPolicy(FROM_WEB) + PODS, { from: 'shop/db', to: 'shop/cart', port: '80' }))
      .toBe(`shop/db[Pod] to shop/cart[Pod] on port 80/TCP: denied
allowed Egress of shop/db[Pod]: allowed, no policy restricts it
denied Ingress of shop/cart[Pod]: denied
  isolated Isolated by shop/cart «policy.yaml cart: - from: - podSelector: {matchLabels: {app: web}} ports: [{port: 80}]»
  denied No rule allows shop/db[Pod]
  nearly Nearly: shop/cart (spec.ingress[0].from[0]) would match if shop/db[Pod] had app=web (it has app=db) «policy.yaml cart: podSelector: {matchLabels: {app: web}}»`);
  });

  it('takes addresses and URLs as they are typed', () => {
    const policy = cartPolicy(FROM_WEB) + PODS;
    expect(explained(policy, { from: '192.0.2.1', to: 'shop/cart' })).toMatch(
      /^192\.0\.2\.1 to shop\/cart\[Pod\]: denied/u,
    );
    expect(explained(policy, { from: 'shop/cart', to: 'http://192.0.2.1:8080/x' })).toMatch(
      /^shop\/cart\[Pod\] to 192\.0\.2\.1 on port 8080\/TCP: allowed/u,
    );
  });

  it('says what cannot be found, and which part it is', () => {
    const policy = cartPolicy(FROM_WEB) + PODS;
    expect(explained(policy, { from: 'shop/wep', to: 'shop/cart' })).toMatch(/^from: .*shop\/web/u);
    expect(explained(policy, { from: 'shop/web', to: 'svc/shop/none' })).toMatch(/^to: No Service/u);
    expect(explained(policy, { from: 'shop/web', to: 'shop/cart', port: '0' })).toMatch(/^port: "0" is/u);
  });

  it('goes through the tiers in their order where there are several', () => {
    const admin = `# file: admin.yaml
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: guard}
spec:
  tier: Admin
  priority: 10
  subject: {namespaces: {}}
  ingress:
    - name: pass-on
      action: Pass
      from: [{namespaces: {}}]
`;
    const text = explained(cartPolicy(FROM_WEB) + PODS + admin, { from: 'shop/web', to: 'shop/cart' });
    expect(text.split('\n').map((line) => line.replace(/ «.*/u, ''))).toEqual([
      'shop/web[Pod] to shop/cart[Pod]: partly (80/TCP)',
      'allowed Egress of shop/web[Pod]: allowed, no policy restricts it',
      'partly Ingress of shop/cart[Pod]: partly',
      '  passed Admin tier: passed on',
      '    passed Passed on by ClusterNetworkPolicy guard spec.ingress[0].from[0]: all ports',
      '  partly NetworkPolicy: decided in part',
      '    isolated Isolated by shop/cart',
      '    allowed Allowed by shop/cart spec.ingress[0].from[0]: 80/TCP',
    ]);
  });
});

describe('explainDefaults', () => {
  const at = (text: string) => {
    const { view, file, cursor } = fixture(text);
    return explainDefaults(view, file, cursor);
  };

  it('are connections to the workload at the cursor', () => {
    expect(at(PODS.replace('name: cart, labels', 'na|me: cart, labels'))).toEqual({
      from: [],
      to: ['shop/cart[Pod]'],
    });
  });

  it('are in a policy connections to the pods that it selects', () => {
    expect(at(cartPolicy(FROM_WEB).replace('kind:', 'ki|nd:') + PODS)).toEqual({
      from: [],
      to: ['shop/cart[Pod]'],
    });
  });

  it('are on a peer those from what it matches, on a port of its rule', () => {
    expect(at(cartPolicy(FROM_WEB).replace('app: web', 'app: w|eb') + PODS)).toEqual({
      from: ['shop/web[Pod]'],
      to: ['shop/cart[Pod]'],
      port: '80/TCP',
    });
  });

  it('are on a peer of an egress rule those to it', () => {
    const egress = '  policyTypes: [Egress]\n  egress:\n    - to:\n        - ipBlock: {ci|dr: 10.0.0.0/8}';
    expect(at(cartPolicy(egress) + PODS)).toEqual({ from: ['shop/cart[Pod]'], to: ['10.0.0.0/8'] });
  });

  it('are none where nothing can be asked about', () => {
    expect(at('apiVersion: v1\nkind: ConfigM|ap\nmetadata: {name: x}\n')).toEqual({ from: [], to: [] });
  });
});
