import { describe, expect, test } from 'vitest';
import { workloadId, type Cluster } from '../../../server/src/evaluator/model';
import { createWorkspace, type Workspace } from '../../../server/src/workspace/workspace';
import { many } from '../../thoroughness';

/** Much work: slow where many tests run at once. */
const PATIENT = { timeout: 120_000 };

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
  - from: [{podSelector: {}}]
`;

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\n';

function filled(files: Readonly<Record<string, string>>, namespace?: string): Workspace {
  const workspace = createWorkspace({ namespace });
  for (const [file, text] of Object.entries(files)) workspace.set(file, text);
  return workspace;
}

function names(cluster: Cluster): Readonly<Record<string, readonly string[]>> {
  return {
    policies: cluster.policies.map(({ ref }) => `${ref.namespace ?? ''}/${ref.name}`),
    workloads: cluster.workloads.map(workloadId),
    services: cluster.services.map(({ namespace, name }) => `${namespace}/${name}`),
    namespaces: [...cluster.namespaces.keys()],
  };
}

describe('the cluster of a workspace', () => {
  test('holds what all files declare, in the order of their names', () => {
    const { cluster } = filled({
      'b.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n',
      'c.json':
        '{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "api", "namespace": "shop"}}',
      'a.yaml': `${POLICY}---\n${POD}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: tools}\n`,
    }).snapshot();
    expect(names(cluster)).toEqual({
      policies: ['shop/web'],
      workloads: ['shop/web[Pod]', 'shop/api[Deployment]'],
      services: ['shop/web'],
      namespaces: ['tools', 'shop'],
    });
    expect(cluster.tiers.map(({ id }) => id)).toEqual(['admin', 'networkpolicy', 'baseline']);
  });

  test('a resource without namespace is in the default one, or in the one that is set', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
    expect(names(filled({ 'a.yaml': text }).snapshot().cluster)['workloads']).toEqual(['default/a[Pod]']);
    expect(names(filled({ 'a.yaml': text }, 'shop').snapshot().cluster)['workloads']).toEqual([
      'shop/a[Pod]',
    ]);
  });

  test('a namespace that is only mentioned has the label of its name and no source', () => {
    const { cluster } = filled({ 'a.yaml': POD }).snapshot();
    expect(cluster.namespaces.get('shop')).toEqual({
      name: 'shop',
      labels: new Map([['kubernetes.io/metadata.name', 'shop']]),
    });
  });

  test('a declared namespace has its labels and that of its name', () => {
    const text = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: a}}\n';
    const namespace = filled({ 'a.yaml': POD, 'n.yaml': text }).snapshot().cluster.namespaces.get('shop');
    expect([...(namespace?.labels ?? [])]).toEqual([
      ['team', 'a'],
      ['kubernetes.io/metadata.name', 'shop'],
    ]);
    expect(namespace?.source).toEqual({ file: 'n.yaml', resource: 0 });
  });

  test('documents that are not judged add nothing', () => {
    const { cluster } = filled({
      'a.yaml': POD.replace('name: web', 'name: "{{ .Release.Name }}"'),
      'b.yaml': POD.replace('name: web', 'name: "${NAME}"'),
      'c.yaml': `${POD}sops: {}\n`,
      'd.yaml': `$patch: delete\n${POD}`,
    }).snapshot();
    expect(cluster.workloads).toEqual([]);
  });

  test('other groups, unknown kinds and finished pods add nothing', () => {
    const { cluster } = filled({
      'a.yaml': POLICY.replace('networking.k8s.io', 'projectcalico.org'),
      'b.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: other}\n',
      'c.yaml': `${POD}status: {phase: Succeeded}\n`,
    }).snapshot();
    expect(names(cluster)).toEqual({ policies: [], workloads: [], services: [], namespaces: ['shop'] });
  });

  test('a broken document counts as far as it can be read, the others wholly', () => {
    const { cluster } = filled({ 'a.yaml': `${POLICY}  - from: [\n---\n${POD}` }).snapshot();
    expect(names(cluster)).toMatchObject({ policies: ['shop/web'], workloads: ['shop/web[Pod]'] });
  });
});

describe('changes', () => {
  test('without a change the snapshot is the same', () => {
    const workspace = filled({ 'a.yaml': POLICY });
    const before = workspace.snapshot();
    workspace.set('a.yaml', POLICY);
    workspace.remove('other.yaml');
    expect(workspace.snapshot()).toBe(before);
  });

  test('a change of layout makes another snapshot of the same cluster', () => {
    const workspace = filled({ 'a.yaml': POLICY, 'b.yaml': POD });
    const before = workspace.snapshot();
    workspace.set('a.yaml', `# a comment\n${POLICY.replaceAll(', ', ',  ')}`);
    const after = workspace.snapshot();
    expect(after).not.toBe(before);
    expect(after.generation).toBe(before.generation);
    expect(after.cluster).toBe(before.cluster);
    expect(after.evaluator).toBe(before.evaluator);
    const found = after.locate({ file: 'a.yaml', resource: 0 }, 'spec.ingress[0].from[0]');
    expect(found?.file.text.slice(found.range.start, found.range.end)).toBe('{podSelector: {}}');
  });

  test('a change of meaning makes another cluster that shares what did not change', () => {
    const workspace = filled({
      'a.yaml': `${POLICY}---\n${POLICY.replace('name: web', 'name: all')}`,
      'b.yaml': POD,
    });
    const before = workspace.snapshot();
    workspace.set('a.yaml', `${POLICY}---\n${POLICY.replace('name: web', 'name: none')}`);
    const after = workspace.snapshot();
    expect(after.generation).toBe(before.generation + 1);
    expect(names(after.cluster)['policies']).toEqual(['shop/web', 'shop/none']);
    expect(after.cluster.policies[0]).toBe(before.cluster.policies[0]);
    expect(after.cluster.workloads[0]).toBe(before.cluster.workloads[0]);
    expect(after.files.get('b.yaml')).toBe(before.files.get('b.yaml'));
    expect(before.cluster.policies[1]?.ref.name).toBe('all');
  });

  test('a file that says nothing changes nothing', () => {
    const workspace = filled({ 'a.yaml': POLICY });
    const before = workspace.snapshot();
    workspace.set('values.yaml', 'replicas: 3\n');
    expect(workspace.snapshot().cluster).toBe(before.cluster);
    expect([...workspace.snapshot().files.keys()]).toEqual(['a.yaml', 'values.yaml']);
  });

  test('a removed file takes its objects along', () => {
    const workspace = filled({ 'a.yaml': POLICY, 'b.yaml': POD });
    const before = workspace.snapshot();
    workspace.remove('b.yaml');
    const after = workspace.snapshot();
    expect(after.cluster.workloads).toEqual([]);
    expect(after.files.has('b.yaml')).toBe(false);
    expect(after.resourceOf({ file: 'b.yaml', resource: 0 })).toBeUndefined();
    expect(before.cluster.workloads).toHaveLength(1);
    workspace.set('b.yaml', POD);
    expect(names(workspace.snapshot().cluster)['workloads']).toEqual(['shop/web[Pod]']);
  });

  test('the order in which files come decides nothing', () => {
    const files = { 'a.yaml': POLICY, 'b.yaml': POD, 'c.yaml': POD.replace('name: web', 'name: api') };
    const forth = filled(files).snapshot();
    const back = filled(Object.fromEntries(Object.entries(files).toReversed())).snapshot();
    expect(back.cluster).toEqual(forth.cluster);
    expect([...back.files.keys()]).toEqual([...forth.files.keys()]);
  });
});

describe('places', () => {
  const snapshot = filled({ 'a.yaml': `${POD}---\n${POLICY}`, 'b.yaml': POD }).snapshot();
  const policy = snapshot.cluster.policies[0]?.source ?? { file: '', resource: 0 };

  test('the resource of a model object', () => {
    expect(snapshot.resourceOf(policy)).toMatchObject({ kind: 'NetworkPolicy', name: 'web' });
    expect(snapshot.resourceOf({ ...policy, resource: policy.resource + 1 })).toBeUndefined();
    expect(snapshot.resourceOf({ file: 'z.yaml', resource: 0 })).toBeUndefined();
  });

  test.each([
    ['spec.ingress[0]', 'from: [{podSelector: {}}]'],
    ['spec.ingress[0].from[0]', '{podSelector: {}}'],
    ['spec.podSelector.matchLabels', '{app: web}'],
    ['', POLICY.trimEnd()],
  ])('the path %j', (path, expected) => {
    const found = snapshot.locate(policy, path);
    expect(found?.file.text.slice(found.range.start, found.range.end)).toBe(expected);
  });

  test('a path that leads nowhere', () => {
    expect(snapshot.locate(policy, 'spec.egress[0]')).toBeUndefined();
    expect(snapshot.locate({ file: 'z.yaml', resource: 0 }, 'spec')).toBeUndefined();
  });

  test('the policy of a resource', () => {
    const file = snapshot.files.get('a.yaml');
    const [pod, written] = file?.resources ?? [];
    if (file === undefined || pod === undefined || written === undefined)
      throw new Error('the file is there');
    expect(snapshot.policyOf(file, written)).toBe(snapshot.cluster.policies[0]);
    expect(snapshot.policyOf(file, pod)).toBeUndefined();
  });

  test('the evaluator answers from the cluster, and is made once', () => {
    const [web] = snapshot.cluster.workloads;
    const [first] = snapshot.cluster.policies;
    if (web === undefined || first === undefined) throw new Error('both are there');
    expect(snapshot.evaluator.policiesSelecting(web, 'ingress')).toEqual([first]);
    expect(snapshot.evaluator).toBe(snapshot.evaluator);
  });
});

describe('objects that are written several times', () => {
  const closed = POLICY.replace(/ {2}ingress:[^]*$/u, '');
  const files = {
    'base/policy.yaml': POLICY,
    'base/pod.yaml': POD,
    'overlays/dev/policy.yaml': POLICY.replace('{podSelector: {}}', '{namespaceSelector: {}}'),
    'overlays/prod/policy.yaml': closed,
  };

  test('the last one counts, as after kubectl apply', () => {
    const { cluster, duplicates } = filled(files).snapshot();
    expect(cluster.policies.map(({ source }) => source.file)).toEqual(['overlays/prod/policy.yaml']);
    expect(duplicates).toEqual([
      {
        kind: 'NetworkPolicy',
        namespace: 'shop',
        name: 'web',
        used: { file: 'overlays/prod/policy.yaml', resource: 0 },
        sources: [
          { file: 'base/policy.yaml', resource: 0 },
          { file: 'overlays/dev/policy.yaml', resource: 0 },
          { file: 'overlays/prod/policy.yaml', resource: 0 },
        ],
      },
    ]);
  });

  test('within one file, too', () => {
    const snapshot = filled({ 'a.yaml': `${POLICY}---\n${closed}` }).snapshot();
    const used = snapshot.cluster.policies.map(({ source }) => snapshot.resourceOf(source)?.document.index);
    expect(used).toEqual([1]);
  });

  test('from a file, its own counts, or the one that is nearest', () => {
    const snapshot = filled(files).snapshot();
    const seenFrom = (file: string): string | undefined =>
      snapshot.around(file).cluster.policies[0]?.source.file;
    expect(seenFrom('base/policy.yaml')).toBe('base/policy.yaml');
    expect(seenFrom('base/pod.yaml')).toBe('base/policy.yaml');
    expect(seenFrom('overlays/dev/policy.yaml')).toBe('overlays/dev/policy.yaml');
    expect(seenFrom('overlays/dev/new.yaml')).toBe('overlays/dev/policy.yaml');
    expect(seenFrom('overlays/new.yaml')).toBe('overlays/prod/policy.yaml');
    expect(seenFrom('elsewhere/new.yaml')).toBe('overlays/prod/policy.yaml');
  });

  test('views from several files share what is equal', () => {
    const snapshot = filled(files).snapshot();
    const base = snapshot.around('base/pod.yaml');
    expect(snapshot.around('overlays/prod/policy.yaml')).toBe(snapshot);
    expect(snapshot.around('base/policy.yaml').evaluator).toBe(base.evaluator);
    expect(base.around('overlays/prod/x.yaml').cluster).toBe(snapshot.cluster);
    expect(filled({ 'a.yaml': POLICY }).snapshot().duplicates).toEqual([]);
  });

  test('a policy that is not in the cluster is known all the same', () => {
    const snapshot = filled(files).snapshot();
    const file = snapshot.files.get('base/policy.yaml');
    const [resource] = file?.resources ?? [];
    expect(file && resource && snapshot.policyOf(file, resource)?.source.file).toBe('base/policy.yaml');
  });

  test('objects of other kinds or namespaces are others, and so are those without a name', () => {
    const { cluster, duplicates } = filled({
      'a.yaml': POD,
      'b.yaml': POD.replace('namespace: shop', 'namespace: other'),
      'c.yaml': POD.replace('v1\nkind: Pod', 'apps/v1\nkind: Deployment'),
      'd.yaml': 'apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Service\n',
    }).snapshot();
    expect(duplicates).toEqual([]);
    expect(names(cluster)['workloads']).toEqual(['shop/web[Pod]', 'other/web[Pod]', 'shop/web[Deployment]']);
    expect(cluster.services).toHaveLength(2);
  });

  test('a workload that is still being typed, without a name, does not count; a generated name is one', () => {
    const { cluster } = filled({
      'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {labels: {app: web}}\n',
      'b.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: "", labels: {app: web}}\n',
      'c.yaml': 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: import-}\n',
    }).snapshot();
    expect(names(cluster)['workloads']).toEqual(['default/import-[Job]']);
  });
});

describe('kustomizations', () => {
  const kustomization = 'resources: [policy.yaml]\npatches:\n- path: patch.yaml\n';
  const files = {
    'app/policy.yaml': POLICY,
    'app/patch.yaml': POLICY,
    'app/kustomization.yaml': kustomization,
  };

  test('what one names as a patch is not judged and not in the cluster', () => {
    const snapshot = filled(files).snapshot();
    expect(snapshot.cluster.policies.map(({ source }) => source.file)).toEqual(['app/policy.yaml']);
    expect(snapshot.duplicates).toEqual([]);
    const notJudged = [...snapshot.files.values()].map(({ file, documents }) => [
      file,
      documents[0]?.notJudged,
    ]);
    expect(Object.fromEntries(notJudged)).toMatchObject({
      'app/patch.yaml': 'patch',
      'app/policy.yaml': undefined,
    });
  });

  test('that follows the kustomization', () => {
    const workspace = filled(files);
    workspace.snapshot();
    workspace.set('app/kustomization.yaml', 'resources: [policy.yaml, patch.yaml]\n');
    expect(workspace.snapshot().duplicates).toHaveLength(1);
    workspace.set('app/kustomization.yaml', kustomization);
    expect(workspace.snapshot().duplicates).toHaveLength(0);
    workspace.remove('app/kustomization.yaml');
    expect(workspace.snapshot().duplicates).toHaveLength(1);
  });
});

test('thousands of documents, and a change in the middle', PATIENT, () => {
  const documents = Array.from({ length: many(5000) }, (_, n) =>
    POLICY.replace('name: web', `name: web-${n}`),
  );
  const workspace = filled({ 'a.yaml': documents.join('---\n'), 'b.yaml': POD });
  const before = workspace.snapshot();
  expect(before.cluster.policies).toHaveLength(documents.length);
  documents[documents.length / 2] = POLICY.replace('app: web', 'app: api');
  workspace.set('a.yaml', documents.join('---\n'));
  const after = workspace.snapshot();
  const changed = after.cluster.policies.filter((policy, nth) => policy !== before.cluster.policies[nth]);
  expect(changed.map(({ ref }) => ref.name)).toEqual(['web']);
});

describe('what the next snapshot needs', () => {
  /** More than are taken over at once. */
  const pods = Object.fromEntries(
    Array.from({ length: 1200 }, (_, nth) => {
      const namespace = `ns-${nth % 7}`;
      return [`${nth}.yaml`, POD.replace('name: web', `name: web-${nth}`).replace('shop', namespace)];
    }),
  );
  const plain = () => filled({ ...pods, 'policy.yaml': POLICY });

  function inPieces(between: (workspace: Workspace) => void): Workspace {
    const workspace = plain();
    for (const name of Object.keys(pods)) workspace.read(name);
    const work = workspace.prepare();
    for (let step = work.next(); step.done !== true; step = work.next()) between(workspace);
    return workspace;
  }

  test('can be done in pieces, and leads to the same', () => {
    let pieces = 0;
    const workspace = inPieces(() => void (pieces += 1));
    expect(pieces).toBeGreaterThan(2);
    expect(names(workspace.snapshot().cluster)).toEqual(names(plain().snapshot().cluster));
  });

  test('is there for who cannot wait, and follows changes meanwhile', () => {
    let changes = 0;
    const workspace = inPieces((one) => {
      one.set('1.yaml', POD.replace('name: web', `name: late-${changes}`));
      if (changes === 0) expect(one.snapshot().cluster.workloads).toHaveLength(1200);
      changes += 1;
    });
    const others = plain();
    others.set('1.yaml', POD.replace('name: web', `name: late-${changes - 1}`));
    expect(names(workspace.snapshot().cluster)).toEqual(names(others.snapshot().cluster));
    expect(workspace.snapshot()).toBe(workspace.snapshot());
  });
});
