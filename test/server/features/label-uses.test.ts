import { expect, it } from 'vitest';
import { usesOnNamespaces, usesOnWorkloads } from '../../../server/src/features/label-uses';
import { fixture, pod, PODS } from './fixture';

const MORE = `# file: more.yaml
${pod('shop', 'web-2').replace('app: web-2', 'app: web, tier: front')}
---
${pod('crm', 'front').replace('app: front', 'tier: front')}`;

const { cluster } = fixture(`${PODS}${MORE}`).view.snapshot;

it('counts keys and values of labels, all together and by namespace', () => {
  const tier = usesOnWorkloads(cluster.workloads).get('tier');
  expect(tier).toMatchObject({
    total: 2,
    byNamespace: new Map([
      ['shop', 1],
      ['crm', 1],
    ]),
  });
  expect(tier?.values.get('front')).toMatchObject({ total: 2 });
});

it('counts once for as long as the workloads are the same', () => {
  expect(usesOnWorkloads(cluster.workloads)).toBe(usesOnWorkloads(cluster.workloads));
});

it('takes each namespace for the place of its own labels', () => {
  const names = usesOnNamespaces(cluster.namespaces).get('kubernetes.io/metadata.name')?.values;
  expect(names?.get('crm')).toMatchObject({ total: 1, byNamespace: new Map([['crm', 1]]) });
});
