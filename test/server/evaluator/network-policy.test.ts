/**
 * What NetworkPolicy means, case by case, each checked by hand against the specification.
 */
import { describe, test } from 'vitest';
import { drawCluster, expectConnections, networkPolicy } from './drawn-cluster';

/** `shop` and `lab` with labels of their own, `bare` that no manifest declares. */
const PODS = `
  namespace shop team=a
  namespace lab  team=b env=dev
  pod shop/web   app=web tier=front
  pod shop/db    app=db
  pod lab/web    app=web
  pod bare/tool  app=tool
  service shop/db app=db 80->5432
  ingress shop/in db:80
`;

/** Each case: a title, the spec of one policy in `shop`, and what it does to the pods. */
function cases(title: string, table: readonly (readonly [string, string, string])[]): void {
  describe(title, () => {
    test.each(table)('%s', (_, spec, connections) => {
      expectConnections(drawCluster(PODS, networkPolicy('shop', spec)), connections);
    });
  });
}

const OPEN_IN = `
  shop/web  -> shop/db: all
  lab/web   -> shop/db: all
  bare/tool -> shop/db: all
  192.0.2.1 -> shop/db: all
  2001:db8::1 -> shop/db: all
`;
const CLOSED_IN = OPEN_IN.replaceAll('all', 'none');
const OPEN_OUT = `
  shop/db -> shop/web: all
  shop/db -> lab/web: all
  shop/db -> 192.0.2.1: all
  shop/db -> 2001:db8::1: all
`;
const CLOSED_OUT = OPEN_OUT.replaceAll('all', 'none');
const OTHERS_OPEN = `
  lab/web   -> bare/tool: all
  bare/tool -> lab/web: all
  192.0.2.1 -> lab/web: all
  lab/web   -> 192.0.2.1: all
`;

test('without any policy everything is open', () => {
  expectConnections(drawCluster(PODS), OPEN_IN + OPEN_OUT + OTHERS_OPEN);
});

test('a policy of another namespace selects nothing here', () => {
  const policy = networkPolicy('lab', 'podSelector: {}');
  expectConnections(
    drawCluster(PODS, policy),
    `${OPEN_IN} lab/web -> shop/web: all \n shop/web -> lab/web: none`,
  );
});

cases('common shapes', [
  ['podSelector {} alone denies all ingress', 'podSelector: {}', CLOSED_IN + OTHERS_OPEN],
  ['… and leaves egress to other namespaces open', 'podSelector: {}', 'shop/db -> lab/web: all'],
  ['no podSelector at all selects every pod', 'ingress: []', CLOSED_IN],
  ['a null podSelector selects every pod', 'podSelector:', CLOSED_IN],
  ['both policy types without rules', 'policyTypes: [Ingress, Egress]', CLOSED_IN + CLOSED_OUT],
  ['Egress alone without rules', 'policyTypes: [Egress]', `${CLOSED_OUT} lab/web -> shop/db: all`],
  ['ingress [{}] allows everything', 'ingress: [{}]', OPEN_IN + OPEN_OUT],
  ['a null rule allows everything', 'ingress: [null]', OPEN_IN],
  [
    'egress [{}] without policyTypes denies ingress',
    'egress: [{}]',
    `${CLOSED_IN} shop/db -> lab/web: all \n shop/db -> 192.0.2.1: all`,
  ],
  [
    'egress [] without policyTypes denies ingress and leaves egress',
    'egress: []',
    `${CLOSED_IN} shop/db -> lab/web: all \n shop/db -> 192.0.2.1: all`,
  ],
  [
    'ingress rules do nothing when policyTypes is [Egress]',
    `
      policyTypes: [Egress]
      ingress: [{from: [{podSelector: {}}]}]`,
    `${CLOSED_OUT} lab/web -> shop/db: all`,
  ],
  [
    'egress rules do nothing when policyTypes is [Ingress]',
    `
      policyTypes: [Ingress]
      egress: [{to: [{podSelector: {}}]}]`,
    `${CLOSED_IN} shop/db -> lab/web: all`,
  ],
  ['an empty from is every source', 'ingress: [{from: []}]', OPEN_IN],
  ['a null from is every source', 'ingress: [{from: }]', OPEN_IN],
  ['an empty ports is every port', 'ingress: [{ports: []}]', OPEN_IN],
  ['ports [{}] is TCP on all ports', 'ingress: [{ports: [{}]}]', OPEN_IN.replaceAll('all', '1-65535/TCP')],
  ['a null port item is TCP on all ports', 'ingress: [{ports: [null]}]', 'lab/web -> shop/db: 1-65535/TCP'],
]);

cases('peers', [
  [
    'podSelector {} is the own namespace',
    'ingress: [{from: [{podSelector: {}}]}]',
    'shop/web -> shop/db: all \n lab/web -> shop/db: none \n 192.0.2.1 -> shop/db: none',
  ],
  [
    'podSelector means pods of the own namespace only',
    'ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]',
    'shop/web -> shop/db: all \n lab/web -> shop/db: none \n shop/db -> shop/web: none',
  ],
  [
    'namespaceSelector {} is every pod of the cluster, and no address',
    'ingress: [{from: [{namespaceSelector: {}}]}]',
    `shop/web -> shop/db: all \n lab/web -> shop/db: all \n bare/tool -> shop/db: all
     192.0.2.1 -> shop/db: none \n ingress-controller -> shop/db: 5432/TCP`,
  ],
  [
    'namespaceSelector excludes the own namespace unless it matches',
    'ingress: [{from: [{namespaceSelector: {matchLabels: {team: b}}}]}]',
    'lab/web -> shop/db: all \n shop/web -> shop/db: none \n bare/tool -> shop/db: none',
  ],
  [
    'a namespace can be named by its implicit label',
    'ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: bare}}}]}]',
    'bare/tool -> shop/db: all \n lab/web -> shop/db: none',
  ],
  [
    'both selectors in one item: AND',
    `
      ingress:
        - from:
            - namespaceSelector: {matchLabels: {team: b}}
              podSelector: {matchLabels: {app: web}}`,
    'lab/web -> shop/db: all \n shop/web -> shop/db: none \n bare/tool -> shop/db: none',
  ],
  [
    'both selectors as two items: OR, the podSelector meaning the own namespace',
    `
      ingress:
        - from:
            - namespaceSelector: {matchLabels: {team: b}}
            - podSelector: {matchLabels: {app: web}}`,
    'lab/web -> shop/db: all \n shop/web -> shop/db: all \n bare/tool -> shop/db: none',
  ],
  [
    'a null namespaceSelector is not set, so the peer means the own namespace',
    `
      ingress:
        - from:
            - namespaceSelector:
              podSelector: {matchLabels: {app: web}}`,
    'shop/web -> shop/db: all \n lab/web -> shop/db: none',
  ],
  [
    'an empty namespaceSelector is set, so the peer means every namespace',
    `
      ingress:
        - from:
            - namespaceSelector: {}
              podSelector: {matchLabels: {app: web}}`,
    'shop/web -> shop/db: all \n lab/web -> shop/db: all \n bare/tool -> shop/db: none',
  ],
  [
    'selector peers admit no unlabelled controller of an unknown namespace',
    'ingress: [{from: [{podSelector: {}}, {namespaceSelector: {matchLabels: {team: b}}}]}]',
    'ingress-controller -> shop/db: none',
  ],
  [
    'a rule without peers admits the ingress controller',
    'ingress: [{}]',
    'ingress-controller -> shop/db: 5432/TCP',
  ],
  ['an isolated pod does not', 'ingress: []', 'ingress-controller -> shop/db: none'],
  [
    'peers and ports of one rule are a cross product',
    'ingress: [{from: [{podSelector: {}}], ports: [{port: 80}, {port: 53, protocol: UDP}]}]',
    'shop/web -> shop/db: 80/TCP, 53/UDP \n lab/web -> shop/db: none',
  ],
  [
    'rules are alternatives',
    `
      ingress:
        - {from: [{podSelector: {}}], ports: [{port: 80}]}
        - {from: [{namespaceSelector: {}}], ports: [{port: 81}]}`,
    'shop/web -> shop/db: 80-81/TCP \n lab/web -> shop/db: 81/TCP',
  ],
  ['a peer without any member is nobody', 'ingress: [{from: [{}]}]', CLOSED_IN],
]);

const selecting = (selector: string): string =>
  `ingress: [{from: [{namespaceSelector: {}, podSelector: ${selector}}]}]`;

cases('selector operators', [
  [
    'In: present and listed',
    selecting('{matchExpressions: [{key: app, operator: In, values: [web, tool]}]}'),
    'shop/web -> shop/db: all \n bare/tool -> shop/db: all \n shop/db -> shop/web: none',
  ],
  [
    'NotIn: not listed',
    selecting('{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}'),
    'bare/tool -> shop/db: all \n lab/web -> shop/db: none',
  ],
  [
    'NotIn: absent counts',
    selecting('{matchExpressions: [{key: tier, operator: NotIn, values: [front]}]}'),
    'lab/web -> shop/db: all \n shop/web -> shop/db: none',
  ],
  [
    'Exists',
    selecting('{matchExpressions: [{key: tier, operator: Exists}]}'),
    'shop/web -> shop/db: all \n lab/web -> shop/db: none',
  ],
  [
    'DoesNotExist',
    selecting('{matchExpressions: [{key: tier, operator: DoesNotExist}]}'),
    'lab/web -> shop/db: all \n shop/web -> shop/db: none',
  ],
  [
    'all requirements hold together',
    selecting('{matchLabels: {app: web}, matchExpressions: [{key: tier, operator: Exists}]}'),
    'shop/web -> shop/db: all \n lab/web -> shop/db: none',
  ],
  ['comparison is case sensitive', selecting('{matchLabels: {app: Web}}'), CLOSED_IN],
  [
    'DoesNotExist holds for the controller without labels',
    selecting('{matchExpressions: [{key: tier, operator: DoesNotExist}]}'),
    'ingress-controller -> shop/db: 5432/TCP',
  ],
]);

describe('isolation and union', () => {
  const denyAll = networkPolicy('shop', 'podSelector: {}', 'deny');

  test('policies add up', () => {
    const web = networkPolicy('shop', 'ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]', 'own');
    const lab = networkPolicy(
      'shop',
      'ingress: [{from: [{namespaceSelector: {}}], ports: [{port: 90}]}]',
      'all',
    );
    expectConnections(
      drawCluster(PODS, denyAll + web + lab),
      'shop/web -> shop/db: 80/TCP, 90/TCP \n lab/web -> shop/db: 90/TCP',
    );
  });

  test('both sides have to allow', () => {
    const out = networkPolicy(
      'lab',
      'policyTypes: [Egress]\negress: [{to: [{namespaceSelector: {}}], ports: [{port: 80, endPort: 90}]}]',
    );
    const into = networkPolicy('shop', 'ingress: [{ports: [{port: 85, endPort: 100}]}]');
    expectConnections(
      drawCluster(PODS, out + into),
      `
        lab/web  -> shop/db: 85-90/TCP
        shop/web -> shop/db: 85-100/TCP
        lab/web  -> bare/tool: 80-90/TCP
        lab/web  -> 192.0.2.1: none
      `,
    );
  });

  test('the directions are independent', () => {
    expectConnections(drawCluster(PODS, denyAll), 'shop/db -> lab/web: all \n lab/web -> shop/db: none');
  });

  test('a selector narrower than the namespace isolates only what it selects', () => {
    const policy = networkPolicy('shop', 'podSelector: {matchLabels: {app: db}}');
    expectConnections(
      drawCluster(PODS, policy),
      'shop/web -> shop/db: none \n lab/web -> shop/web: all \n shop/db -> shop/web: all',
    );
  });

  test('a policy that selects nothing does nothing', () => {
    const policy = networkPolicy('shop', 'podSelector: {matchLabels: {app: gone}}');
    expectConnections(drawCluster(PODS, policy), OPEN_IN + OPEN_OUT);
  });

  test('a bare Pod reaches itself, two pods of a Deployment only as the policies let them', () => {
    const pods = 'pod shop/one app=one \n deployment shop/many app=many';
    expectConnections(
      drawCluster(pods, denyAll),
      'shop/one -> shop/one: all \n shop/many -> shop/many: none \n shop/many -> shop/one: none',
    );
  });
});

describe('a policy of the walkthrough, stage by stage', () => {
  const walkthrough = `
    namespace development purpose=development
    namespace production  purpose=production
    pod development/backend  app=webapp role=backend
    pod development/frontend app=webapp role=frontend
    pod development/client
    pod production/frontend  app=webapp role=frontend
  `;
  const backend = 'podSelector: {matchLabels: {app: webapp, role: backend}}';
  const frontend = 'podSelector: {matchLabels: {app: webapp, role: frontend}}';
  const purpose = 'namespaceSelector: {matchLabels: {purpose: development}}';

  test.each([
    ['1', 'ingress: []', ['none', 'none', 'none']],
    ['2', `ingress: [{from: [{namespaceSelector: {}, ${frontend}}]}]`, ['all', 'none', 'all']],
    ['3', `ingress: [{from: [{${purpose}, ${frontend}}]}]`, ['all', 'none', 'none']],
    ['3-broken', `ingress: [{from: [{${purpose}}, {${frontend}}]}]`, ['all', 'all', 'none']],
  ])('%s', (_, ingress, [own, client, production]) => {
    const policy = networkPolicy('development', `${backend}\n${ingress}`);
    expectConnections(
      drawCluster(walkthrough, policy),
      `
        development/frontend -> development/backend: ${own}
        development/client   -> development/backend: ${client}
        production/frontend  -> development/backend: ${production}
      `,
    );
  });
});
