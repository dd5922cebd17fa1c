import { describe, expect, it } from 'vitest';
import { hover } from '../../../server/src/features/hover';
import { cartPolicy, fixture, pod, PODS } from './fixture';

/** The hover at the cursor: its paragraphs, without the link at the end. */
function hoverAt(text: string): readonly string[] | null {
  const paragraphs = paragraphsAt(text);
  return paragraphs?.filter((paragraph) => !paragraph.startsWith('[Kubernetes:')) ?? null;
}

function paragraphsAt(text: string): readonly string[] | undefined {
  const { view, file, cursor } = fixture(text);
  const contents = hover(view, file, cursor)?.contents;
  if (contents === undefined) return undefined;
  if (typeof contents !== 'object' || !('kind' in contents)) throw new Error('not Markdown');
  expect(contents.kind).toBe('markdown');
  return contents.value.split('\n\n');
}

/** The text that the hover at the cursor is about. */
function hoveredText(text: string): string | undefined {
  const { view, file, cursor } = fixture(text);
  const range = hover(view, file, cursor)?.range;
  return (
    range && file.text.slice(view.positions.offset(file, range.start), view.positions.offset(file, range.end))
  );
}

describe('hover of a policy', () => {
  const policy = (kind: string) =>
    cartPolicy(`  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{podSelector: {}}]
  egress: []`).replace('kind: NetworkPolicy', kind) + PODS;

  it.each(['ki|nd: NetworkPolicy', 'kind: |NetworkPolicy', 'kind: NetworkPolicy|'])(
    'says at %s to whom it applies and what it leaves',
    (kind) => {
      expect(hoverAt(policy(kind))).toEqual([
        'Applies to 1 of 4 workloads: pods with `app=cart` in namespace `shop`.',
        '`shop/cart[Pod]`',
        '- Ingress: isolated; 2 of 3 workloads can reach these pods\n- Egress: isolated; these pods can reach 0 of 3 workloads',
      ]);
    },
  );

  it('ends with a link to the Kubernetes page', () => {
    expect(paragraphsAt(policy('k|ind: NetworkPolicy'))?.at(-1)).toBe(
      '[Kubernetes: the NetworkPolicy resource](https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource)',
    );
  });

  it('has nothing to say about other fields, comments and white space', () => {
    expect(hoverAt(policy('kind: NetworkPolicy # a com|ment'))).toBe(null);
    expect(hoverAt(policy('kind: NetworkPolicy').replace('apiVersion', 'api|Version'))).toBe(null);
    expect(hoverAt(policy('kind: NetworkPolicy').replace('  podSelector', ' | podSelector'))).toBe(null);
    expect(hoverAt(policy('kind: NetworkPolicy').replace('namespace:', 'name|space:'))).toBe(null);
  });
});

describe('hover of the selector of a policy', () => {
  it.each([
    ['pod|Selector', 'podSelector'],
    ['matchLabels:\n      a|pp: cart', 'app'],
    ['matchLabels:\n      app: ca|rt', 'cart'],
  ])('stands on the word under the cursor: %s', (at, word) => {
    const [plain] = [at.replace('|', '')];
    expect(hoveredText(cartPolicy('  ingress: []').replace(plain, at) + PODS)).toBe(word);
  });

  it('says how many workloads there are, and their names', () => {
    const text = cartPolicy('').replace('podSelector', 'pod|Selector') + PODS;
    expect(hoverAt(text)).toEqual([
      'Applies to 1 of 4 workloads: pods with `app=cart` in namespace `shop`.',
      '`shop/cart[Pod]`',
    ]);
  });

  it('says of one label what it matches by itself', () => {
    const text = cartPolicy('').replace('app: cart', 'app: cart\n      ti|er: front') + PODS;
    expect(hoverAt(text)).toEqual([
      'Applies to no known workload: pods with `app=cart, tier=front` in namespace `shop`.',
      '`tier=front` alone: 0 of 4 workloads.',
    ]);
  });

  it('says of one expression what it matches by itself', () => {
    const expression = 'matchExpressions: [{key: app, oper|ator: In, values: [cart, db]}]';
    const text = cartPolicy('').replace('matchLabels:\n      app: cart', expression) + PODS;
    expect(hoverAt(text)?.at(-1)).toBe('`app in (cart, db)` alone: 2 of 4 workloads.');
  });

  it('names a few of many', () => {
    const pods = Array.from({ length: 9 }, (_, nth) => pod('shop', `p${nth}`)).join('---\n');
    const text = cartPolicy('').replace(
      'podSelector:\n    matchLabels:\n      app: cart',
      'podSelect|or: {}',
    );
    expect(hoverAt(`${text}# file: pods.yaml\n${pods}`)).toEqual([
      'Applies to 9 of 9 workloads: all pods in namespace `shop`.',
      '`shop/p0[Pod]`, `shop/p1[Pod]`, `shop/p2[Pod]`, `shop/p3[Pod]`, `shop/p4[Pod]` and 4 more',
    ]);
  });
});

describe('hover of policyTypes', () => {
  it.each([
    [
      '[Ingr|ess]',
      'Isolates ingress of the selected pods: what no rule allows is denied. Their egress is left as it is.',
    ],
    [
      '[Egr|ess]',
      'Isolates egress of the selected pods: what no rule allows is denied. Their ingress is left as it is.',
    ],
    [
      '[Ingress, Egr|ess]',
      'Isolates ingress and egress of the selected pods: what no rule allows is denied.',
    ],
  ])('says of %s what is isolated', (types, sentence) => {
    expect(hoverAt(cartPolicy(`  policyTypes: ${types}`) + PODS)).toEqual([sentence]);
  });
});

describe('hover of a direction', () => {
  it.each([
    ['  ing|ress: []', 'No rule: nothing is let in.'],
    ['  policyTypes: [Egress]\n  egr|ess: []', 'No rule: nothing is let out.'],
    ['  ing|ress: [{}]', 'Only what this one rule allows is let in.'],
    ['  egr|ess: [{}, {}]', 'Whatever any of these 2 rules allows is let out.'],
    [
      '  policyTypes: [Ingress]\n  egre|ss: [{}]',
      'Has no effect: the policy does not govern egress, since `policyTypes` does not list `Egress`.',
    ],
  ])('says of %j what its rules mean together', (spec, sentence) => {
    expect(hoverAt(cartPolicy(spec) + PODS)).toEqual([sentence]);
  });
});

describe('hover of a rule', () => {
  it('says how many one peer means', () => {
    const spec =
      '  ingress:\n    - fr|om: [{podSelector: {matchLabels: {app: web}}}]\n      ports: [{port: 80}]';
    expect(hoverAt(cartPolicy(spec) + PODS)).toEqual([
      'Lets in 1 of 4 workloads, on 80/TCP.',
      '- pods with `app=web` in namespace `shop` (1 workload)',
    ]);
  });

  it('says OR between several peers', () => {
    const spec = `  egress:
    - t|o:
        - podSelector: {matchLabels: {app: web}}
        - namespaceSelector: {matchLabels: {team: ops}}
        - ipBlock: {cidr: 10.0.0.0/8}`;
    expect(hoverAt(cartPolicy(spec) + PODS)).toEqual([
      'Lets out to 2 of 4 workloads and 1 address range, on all ports.',
      'Any of these 3 peers is enough (**OR**):',
      '- pods with `app=web` in namespace `shop` (1 workload)\n' +
        '- all pods in namespaces with `team=ops` (1 workload)\n' +
        '- addresses in `10.0.0.0/8` (1 address range)',
    ]);
  });

  it('lists a few of many peers', () => {
    const peers = Array.from({ length: 9 }, (_, nth) => `{podSelector: {matchLabels: {app: p${nth}}}}`);
    const list = hoverAt(cartPolicy(`  ingress: [{fr|om: [${peers.join(', ')}]}]`))
      ?.at(-1)
      ?.split('\n');
    expect(list).toHaveLength(7);
    expect(list?.at(-1)).toBe('- … and 3 more');
  });

  it.each([
    ['  ingress: [{fr|om: [], ports: [{port: 80}]}]', 'Lets in everyone, on 80/TCP.'],
    ['  egress: [{t|o: []}]', 'Lets out to every destination, on all ports.'],
  ])('says of %j that an empty list restricts nothing', (spec, sentence) => {
    expect(hoverAt(cartPolicy(spec) + PODS)).toEqual([sentence]);
  });
});

describe('hover of a peer', () => {
  const both = (peer: string) => cartPolicy(`  ingress:\n    - from:\n        - ${peer}`) + PODS;

  it('says AND when both selectors must match', () => {
    const peer =
      'namespace|Selector: {matchLabels: {team: ops}}\n          podSelector: {matchLabels: {app: probe}}';
    expect(hoverAt(both(peer))).toEqual([
      'Lets in 1 of 4 workloads: pods with `app=probe` in namespaces with `team=ops`, on all ports.',
      'Both selectors must match (**AND**).',
      '`monitoring/probe[Pod]`',
    ]);
  });

  it('says OR when it is one of several', () => {
    const peer = 'namespace|Selector: {}\n        - podSelector: {}';
    expect(hoverAt(both(peer))?.slice(0, 2)).toEqual([
      expect.stringMatching(/^Lets in 4 of 4 workloads: all pods.*, on all ports\.$/u),
      'One of 2 peers, any of which is enough (**OR**).',
    ]);
  });

  it('says that a podSelector by itself stays in the namespace of the policy', () => {
    expect(hoverAt(both('pod|Selector: {matchLabels: {app: probe}}'))).toEqual([
      'Lets in no known workload: pods with `app=probe` in namespace `shop`, on all ports.',
      "Only pods of the policy's own namespace, as there is no `namespaceSelector`.",
    ]);
  });

  it('takes a selector that is null for absent', () => {
    const peer = 'podSelector: {matchLabels: {a|pp: web}}\n          namespaceSelector: null';
    expect(hoverAt(both(peer))?.at(1)).toMatch(/^Only pods of the policy's own namespace/u);
  });

  it('says of a namespace label how many namespaces carry it', () => {
    expect(hoverAt(both('namespaceSelector: {matchLabels: {te|am: ops}}'))?.at(-1)).toBe(
      '`team=ops` alone: 1 of 2 namespaces.',
    );
  });

  it('says which addresses an ipBlock means', () => {
    expect(hoverAt(both('ipBlock: {ci|dr: 10.0.0.0/8, except: [10.1.0.0/16]}'))).toEqual([
      'Lets in addresses in `10.0.0.0/8` except `10.1.0.0/16`, on all ports.',
      'Meant for addresses outside the cluster; network plugins differ on pod addresses.',
    ]);
  });
});

describe('hover of ports', () => {
  const ingress = (ports: string) => cartPolicy(`  ingress:\n    - ports: [${ports}]`) + PODS;

  it.each([
    ['{po|rt: 80}', '80/TCP'],
    ['{port: 53, proto|col: UDP}', '53/UDP'],
    ['{port: 80|00, endPort: 8080}', '8000-8080/TCP'],
    ['{proto|col: SCTP}', 'all SCTP ports'],
  ])('says of %s which ports of the pods are meant', (ports, text) => {
    expect(hoverAt(ingress(ports))).toEqual([
      `Only on ${text}: ports of the selected pods, not of a Service.`,
    ]);
  });

  it('resolves a name on each pod', () => {
    expect(hoverAt(ingress('{port: ht|tp}'))).toEqual([
      'Only on `http`/TCP: ports of the selected pods, not of a Service.',
      '- `http` is 8080/TCP on 1 workload',
    ]);
    expect(hoverAt(ingress('{port: met|rics}'))?.at(-1)).toBe(
      '- `metrics`: no known pod here has a port of that name',
    );
  });

  it('means the ports of the destination in egress rules', () => {
    const spec = '  egress:\n    - to: [{podSelector: {}}]\n      po|rts: [{port: http}]';
    expect(hoverAt(cartPolicy(spec) + PODS)).toEqual([
      'Only on `http`/TCP: ports of the pods that are reached, not of a Service.',
      '- `http` is 8080/TCP on 3 workloads',
    ]);
  });
});

describe('hover of a workload', () => {
  it('says who reaches it, and which policies decide', () => {
    const pods = PODS.replace('name: cart, labels', 'na|me: cart, labels');
    expect(hoverAt(cartPolicy('  ingress: []') + pods)).toEqual([
      '0 of 3 workloads can reach this; it can reach 3 of 3.',
      '- Ingress: `shop/cart` decides\n- Egress: not isolated, no policy selects it',
    ]);
  });

  it('says that policies do not reach the host network', () => {
    const onHost = pod('shop', 'agent').replace('spec: {', 'spec: {hostNetwork: true, ');
    expect(hoverAt(onHost.replace('kind', 'ki|nd'))?.at(-1)).toMatch(/host network/u);
  });

  it('says nothing about its other fields', () => {
    expect(hoverAt(PODS.replace('name: main', 'na|me: main'))).toBe(null);
  });
});

describe('hover of a Service', () => {
  const service = (selector: string) => `# file: service.yaml
apiVersion: v1
ki|nd: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: ${selector}}, ports: [{port: 80, targetPort: http}, {port: 443, targetPort: 8443}]}
`;

  it('says who reaches it, for which pods it stands, and on which of their ports', () => {
    expect(hoverAt(service('cart') + PODS)).toEqual([
      expect.stringMatching(/^\d of 3 workloads can reach this Service\.$/u),
      'It stands for 1 workload: `shop/cart[Pod]`.',
      "Policies see the pods' ports: 80 → `http`/TCP and 443 → 8443/TCP.",
    ]);
  });

  it('says that no known pod is behind it', () => {
    expect(hoverAt(service('nobody') + PODS)?.at(0)).toBe('No known workload is behind this Service.');
  });
});

describe('hover in odd files', () => {
  it.each([
    ['a file without manifests', 'a|: 1\n'],
    ['an empty file', '|'],
    ['another kind', 'apiVersion: v1\nki|nd: ConfigMap\nmetadata: {name: a}\n'],
    ['half-typed YAML', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec: {pod|Sel\n'],
  ])('of %s is nothing, or something, but never an error', (_, text) => {
    expect(() => hoverAt(text)).not.toThrow();
  });

  it('keeps the marks of hostile names from becoming Markdown', () => {
    const label = '"`[x](command:evil)"';
    const [first] = hoverAt(cartPolicy('').replace('app: cart', `ap|p: ${label}`)) ?? [];
    expect(first).toContain('`` app=`[x](command:evil) ``');
  });

  it('counts columns in UTF-16 units', () => {
    const text = cartPolicy('')
      .replace('podSelector:', '"😀": 1\n  podSelector: # 😀')
      .replace('app: cart', '{"😀a": 1, app: ca|rt}');
    expect(hoveredText(text.replace('matchLabels:\n      {', 'matchLabels: {'))).toBe('cart');
  });

  it('works in files with CRLF line ends', () => {
    const text = (cartPolicy('').replace('app: cart', 'app: ca|rt') + PODS).replace(/\n/gu, '\r\n');
    const [, policy = ''] = text.split('# file: policy.yaml\r\n');
    expect(hoveredText(policy.split('# file:')[0] ?? '')).toBe('cart');
  });
});
