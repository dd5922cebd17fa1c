import { describe, expect, it } from 'vitest';
import { reachability, reachTargets } from '../../../server/src/features/reachability';
import type { View } from '../../../server/src/features/view';
import type { Location, ReachDirection, ReachResult } from '../../../server/src/lsp/protocol';
import { cartPolicy, fileNamed, fileUri, fixture, pod, PODS } from './fixture';

/** What is asked at the cursor. */
function ask(text: string, direction: ReachDirection = 'to') {
  const { view, file, cursor } = fixture(text);
  const answer = reachability(
    { view, file, namespace: 'default' },
    { direction, uri: file.file, position: cursor },
  );
  return { view, answer };
}

function askAbout(text: string, target: string, direction: ReachDirection = 'to') {
  const { view } = fixture(text);
  return {
    view,
    answer: reachability({ view, namespace: 'default' }, { direction, uri: fileUri(''), target }),
  };
}

/** The answer as a page of text, each entry with the source line that decides. */
function drawn({ view, answer }: { readonly view: View; readonly answer: ReachResult | null }): string {
  if (answer === null) return 'null';
  const groups = answer.groups.flatMap(({ title, entries }) => [
    `${title}:`,
    ...entries.map(
      ({ label, namespace = '', ports, reason, decidedAt }) =>
        `  ${namespace}/${label} [${ports}] ${reason}${decidedAt ? ` «${lineAt(view, decidedAt)}»` : ''}`,
    ),
  ]);
  return [answer.summary, ...groups].join('\n');
}

function lineAt(view: View, { uri, range }: Location): string {
  const file = fileNamed(view, uri.slice(fileUri('').length));
  return file.text.split('\n')[range.start.line]?.trim() ?? '';
}

const FROM_WEB = `  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
      ports: [{port: 80}]`;

describe('which pods can reach a workload', () => {
  it('lists who can and who cannot, on which ports, why, and the line that decides', () => {
    const pods = PODS.replace('name: cart, labels', 'na|me: cart, labels');
    expect(drawn(ask(cartPolicy(FROM_WEB) + pods))).toBe(`1 of 3 workloads can reach this
Can reach it:
  shop/web [80/TCP] Allowed on 80/TCP by shop/cart (spec.ingress[0].from[0]) «- podSelector: {matchLabels: {app: web}}»
Cannot reach it:
  monitoring/probe [] Denied by ingress: shop/cart isolates shop/cart[Pod] and no rule allows monitoring/probe[Pod] «name: cart»
  shop/db [] Denied by ingress: shop/cart isolates shop/cart[Pod] and no rule allows shop/db[Pod] «name: cart»
Outside the cluster:
  /any address outside the cluster [] Denied by ingress: shop/cart isolates shop/cart[Pod] and no rule allows any address outside the cluster «name: cart»`);
  });

  it('leads to the side of the source when that one denies', () => {
    const noEgress = `# file: egress.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: monitoring}
spec: {podSelector: {}, policyTypes: [Egress]}
`;
    const pods = PODS.replace('name: cart, labels', 'na|me: cart, labels');
    const { view, answer } = ask(noEgress + pods);
    const probe = answer?.groups.flatMap(({ entries }) => entries).find(({ label }) => label === 'probe');
    expect(probe).toMatchObject({
      allowed: false,
      ports: '',
      id: 'monitoring/probe[Pod]',
      workloadKind: 'Pod',
    });
    expect(probe?.decidedAt && lineAt(view, probe.decidedAt)).toContain('name: closed');
    expect(probe?.location && lineAt(view, probe.location)).toContain('name: probe');
  });

  it('has no deciding line where no policy has a say', () => {
    const { answer } = ask(PODS.replace('name: cart, labels', 'na|me: cart, labels'));
    expect(answer?.summary).toBe('3 of 3 workloads can reach this');
    const entries = answer?.groups.flatMap((group) => group.entries) ?? [];
    expect(entries.map(({ decidedAt }) => decidedAt)).toEqual(entries.map(() => undefined));
    expect(entries[0]?.reason).toMatch(/^Allowed: no policy restricts/u);
  });

  it('says on what it rests', () => {
    const pods = PODS.replace('name: cart, labels', 'na|me: cart, labels');
    const { answer } = ask(`${cartPolicy(FROM_WEB)}${pods}# file: other.yaml\na: 1\n`);
    expect(answer?.basis).toBe('4 workloads, 2 namespaces and 1 policy from 2 files');
  });

  it('says what manifests do not tell', () => {
    const onHost = pod('shop', 'agent').replace('spec: {', 'spec: {hostNetwork: true, ');
    const { answer } = ask(`# file: agent.yaml\n${onHost.replace('kind', 'ki|nd')}${PODS}`);
    expect(answer?.caveats).toEqual([
      'Assumed: no policy governs pods on the host network (shop/agent[Pod]), and they run on other nodes',
    ]);
  });
});

describe('a question by a name', () => {
  const byName = (name: string, namespace = 'default') => {
    const { view } = fixture(cartPolicy(FROM_WEB) + PODS);
    return reachability({ view, namespace }, { direction: 'to', uri: fileUri(''), name })?.target.id;
  };

  it('takes it as people write it', () => {
    expect(byName('shop/cart')).toBe('shop/cart[Pod]');
    expect(byName('shop/cart[Pod]')).toBe('shop/cart[Pod]');
  });

  it('looks for a name without namespace where manifests without one belong', () => {
    expect(byName('cart', 'shop')).toBe('shop/cart[Pod]');
    expect(byName('cart')).toBeUndefined();
  });

  it('has no answer where nothing has that name', () => {
    expect(byName('shop/till')).toBeUndefined();
    expect(byName('10.0.0.1')).toBeUndefined();
  });
});

describe('what a workload can reach', () => {
  it('is told the other way round', () => {
    const pods = PODS.replace('name: web, labels', 'na|me: web, labels');
    const { answer } = ask(cartPolicy(FROM_WEB) + pods, 'from');
    expect(answer).toMatchObject({
      direction: 'from',
      target: { id: 'shop/web[Pod]', kind: 'workload', title: 'shop/web' },
      summary: 'This can reach 3 of 3 workloads',
    });
    expect(answer?.groups.map(({ title }) => title)).toEqual(['It can reach', 'Outside the cluster']);
  });
});

describe('a question about a policy', () => {
  const all = cartPolicy(FROM_WEB).replace(/podSelector:\n[^]*app: cart/u, 'podSelector: {}');

  it('is about the pods it selects', () => {
    const text = cartPolicy(FROM_WEB).replace('kind', 'k|ind') + PODS;
    expect(ask(text).answer).toMatchObject({
      target: { id: 'policy/shop/cart', kind: 'policy', title: 'shop/cart' },
      summary: '1 of 3 workloads can reach this',
    });
  });

  it('takes several pods together: each other workload counts once', () => {
    const { answer } = ask(all.replace('kind', 'k|ind') + PODS);
    expect(answer?.summary).toBe('1 of 4 workloads can reach this');
    const reachable = answer?.groups.find(({ id }) => id === 'reachable')?.entries ?? [];
    expect(reachable.map(({ label, ports }) => [label, ports])).toEqual([['web', '80/TCP']]);
  });

  it('says when the policy selects nobody', () => {
    expect(ask(cartPolicy('').replace('kind', 'k|ind')).answer).toMatchObject({
      summary: 'shop/cart selects no known workload',
      groups: [],
    });
  });

  it('is understood anywhere in the document of the policy', () => {
    for (const at of ['podSel|ector', 'met|adata', '  ingr|ess:', 'apiVer|sion']) {
      const text = cartPolicy(FROM_WEB).replace(at.replace('|', ''), at) + PODS;
      expect(ask(text).answer?.target.id).toBe('policy/shop/cart');
    }
  });
});

describe('a question about a Service', () => {
  const service = `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: 80}]}
`;

  it('is about the pods behind it', () => {
    const { answer } = askAbout(service + cartPolicy(FROM_WEB) + PODS, 'svc/shop/cart');
    expect(answer).toMatchObject({ target: { kind: 'service', title: 'shop/cart' } });
    const reachable = answer?.groups.find(({ id }) => id === 'reachable')?.entries ?? [];
    expect(reachable.map(({ label }) => label)).toEqual(['web']);
  });

  it('means its pods as a source, too', () => {
    const { answer } = askAbout(service + PODS, 'svc/shop/cart', 'from');
    expect(answer?.summary).toBe('This can reach 3 of 3 workloads');
  });

  it('says when no pod is behind it', () => {
    expect(askAbout(service, 'svc/shop/cart', 'from').answer).toMatchObject({
      summary: 'No known workload is behind this Service',
      groups: [],
    });
  });
});

describe('a question about nothing', () => {
  it.each([
    ['a ConfigMap', 'apiVersion: v1\nki|nd: ConfigMap\nmetadata: {name: a}\n'],
    ['no manifest', 'a: |1\n'],
    ['an empty file', '|'],
  ])('about %s has no answer', (_, text) => {
    expect(ask(text).answer).toBe(null);
  });

  it('about an id that is not there has no answer', () => {
    expect(askAbout(PODS, 'shop/gone[Pod]').answer).toBe(null);
  });
});

describe('the list of what can be asked about', () => {
  it('has workloads, then Services, then policies, by name', () => {
    const service = `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 80}]}
`;
    const { view } = fixture(cartPolicy('') + service + PODS);
    expect(reachTargets(view).map(({ id }) => id)).toEqual([
      'monitoring/probe[Pod]',
      'shop/cart[Pod]',
      'shop/db[Pod]',
      'shop/web[Pod]',
      'svc/shop/cart',
      'policy/shop/cart',
    ]);
    expect(reachTargets(view).every(({ location }) => location !== undefined)).toBe(true);
  });
});
