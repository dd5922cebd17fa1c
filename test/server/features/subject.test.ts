import { describe, expect, it } from 'vitest';
import type { Endpoint, Target } from '../../../server/src/evaluator/answers';
import { combinedReach } from '../../../server/src/features/combined-reach';
import { countedReach } from '../../../server/src/features/counted-reach';
import { allSubjects, subjectId, subjectsIn, targetsOf } from '../../../server/src/features/subject';
import { targetId } from '../../../server/src/wording/names';
import { cartPolicy, fileNamed, fixture, pod, PODS } from './fixture';

const SERVICE = `# file: service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: 8080}]}
`;

function subjectNamed(text: string, id: string) {
  const { view } = fixture(text);
  const subject = allSubjects(view.snapshot).find((one) => subjectId(one) === id);
  if (subject === undefined) throw new Error(`no ${id}`);
  return { snapshot: view.snapshot, subject };
}

function ids(targets: readonly Target[]): readonly string[] {
  return targets.map(targetId);
}

describe('subjects', () => {
  it('are found by the resource they are written as', () => {
    const { view } = fixture(cartPolicy('') + SERVICE + PODS);
    const idsIn = (name: string) =>
      [...subjectsIn(view.snapshot, fileNamed(view, name))].map(
        ([index, one]) => `${fileNamed(view, name).resourceAt(index)?.document.index} ${subjectId(one)}`,
      );
    expect(idsIn('policy.yaml')).toEqual(['0 policy/shop/cart']);
    expect(idsIn('service.yaml')).toEqual(['0 svc/shop/cart']);
    expect(idsIn('pods.yaml').toSorted()).toEqual([
      '0 shop/web[Pod]',
      '1 shop/cart[Pod]',
      '2 shop/db[Pod]',
      '3 monitoring/probe[Pod]',
    ]);
  });

  it('stand for the pods that a question is about', () => {
    const text = cartPolicy('') + SERVICE + PODS;
    const policy = subjectNamed(text, 'policy/shop/cart');
    expect(ids(targetsOf(policy.snapshot, policy.subject, 'to'))).toEqual(['shop/cart[Pod]']);
    const service = subjectNamed(text, 'svc/shop/cart');
    expect(ids(targetsOf(service.snapshot, service.subject, 'to'))).toEqual(['svc/shop/cart']);
    expect(ids(targetsOf(service.snapshot, service.subject, 'from'))).toEqual(['shop/cart[Pod]']);
  });

  it('stand for nothing when no pod is known', () => {
    const policy = subjectNamed(cartPolicy(''), 'policy/shop/cart');
    expect(targetsOf(policy.snapshot, policy.subject, 'to')).toEqual([]);
    const service = subjectNamed(SERVICE, 'svc/shop/cart');
    expect(targetsOf(service.snapshot, service.subject, 'to')).toEqual([]);
  });

  it('stand for themselves when their endpoints are kept by hand', () => {
    const byHand = subjectNamed(SERVICE.replace('selector: {app: cart}, ', ''), 'svc/shop/cart');
    expect(ids(targetsOf(byHand.snapshot, byHand.subject, 'to'))).toEqual(['svc/shop/cart']);
  });
});

describe('one answer about several pods', () => {
  const toDb = cartPolicy(`  ingress:
    - from: [{podSelector: {matchLabels: {app: db}}}]
      ports: [{port: 80}]`);
  const toWeb = toDb
    .replace('# file: policy', '# file: other')
    .replace('name: cart', 'name: web')
    .replace('app: cart', 'app: web')
    .replace('port: 80', 'port: 443');

  function ask(text: string, names: readonly string[]) {
    const { view } = fixture(text);
    const { cluster, evaluator } = view.snapshot;
    const targets = names.flatMap((name): Endpoint[] => {
      const workload = cluster.workloads.find((one) => one.name === name);
      return workload ? [{ kind: 'workload', workload }] : [];
    });
    const [first, ...others] = targets;
    if (first === undefined) throw new Error('no such pod');
    return combinedReach(evaluator, 'to', [first, ...others]);
  }

  it('has each peer once, with the ports of all', () => {
    const { reachable, unreachable } = ask(toDb + toWeb + PODS, ['cart', 'web']);
    const pods = reachable.filter(({ peer }) => peer.kind === 'workload');
    expect(
      pods.map(({ peer, allowed, with: target }) => [targetId(peer), allowed.toRanges(), targetId(target)]),
    ).toEqual([
      [
        'shop/db[Pod]',
        [
          { protocol: 'TCP', port: 80 },
          { protocol: 'TCP', port: 443 },
        ],
        'shop/cart[Pod]',
      ],
    ]);
    expect(ids(unreachable.filter(({ kind }) => kind === 'workload')).toSorted()).toEqual([
      'monitoring/probe[Pod]',
      'shop/cart[Pod]',
      'shop/web[Pod]',
    ]);
  });

  it('of one pod is the answer of the evaluator', () => {
    const { view } = fixture(toDb + PODS);
    const workload = view.snapshot.cluster.workloads.find(({ name }) => name === 'cart');
    if (workload === undefined) throw new Error('no such pod');
    const target: Endpoint = { kind: 'workload', workload };
    const plain = view.snapshot.evaluator.reach('to', target);
    const combined = combinedReach(view.snapshot.evaluator, 'to', [target]);
    expect(combined.reachable.map(({ peer }) => targetId(peer))).toEqual(
      plain.reachable.map(({ peer }) => targetId(peer)),
    );
    expect(combined.unreachable).toEqual(plain.unreachable);
  });
});

describe('a count in passing', () => {
  it('is of workloads', () => {
    const { snapshot, subject } = subjectNamed(cartPolicy('  ingress: []') + PODS, 'policy/shop/cart');
    expect(countedReach(snapshot, subject, 'to')).toEqual({ reachable: 0, total: 3 });
    expect(countedReach(snapshot, subject, 'from')).toEqual({ reachable: 3, total: 3 });
  });

  it('is not made for nobody, nor for very many', () => {
    const nobody = subjectNamed(cartPolicy(''), 'policy/shop/cart');
    expect(countedReach(nobody.snapshot, nobody.subject, 'to')).toBeUndefined();
    const pods = Array.from({ length: 101 }, (_, nth) => pod('shop', `p${nth}`)).join('---\n');
    const all = cartPolicy('').replace(/podSelector:[^]*app: cart/u, 'podSelector: {}');
    const many = subjectNamed(`${all}# file: pods.yaml\n${pods}`, 'policy/shop/cart');
    expect(countedReach(many.snapshot, many.subject, 'to')).toBeUndefined();
  });
});
