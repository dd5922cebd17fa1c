import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { podPath, readWorkload, type WorkloadObject } from '../../../server/src/manifests/workload';

function workload(text: string): WorkloadObject | undefined {
  const [resource] = readManifestFile('a.yaml', text).documents[0]?.resources ?? [];
  return resource && readWorkload(resource);
}

const TEMPLATE = '{metadata: {labels: {app: web}}, spec: {containers: [{ports: [{containerPort: 80}]}]}}';

describe('kinds', () => {
  test.each([
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'ReplicaSet'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['apps/v1beta2', 'Deployment'],
    ['extensions/v1beta1', 'Deployment'],
    ['v1', 'ReplicationController'],
  ])('%s %s has a pod template', (apiVersion, kind) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {labels: {not: these}}\nspec: {template: ${TEMPLATE}}\n`;
    expect(workload(text)).toEqual({
      labels: new Map([['app', 'web']]),
      ports: [{ port: 80, protocol: 'TCP' }],
      hostNetwork: false,
      serviceAccount: 'default',
      addresses: [],
      owner: undefined,
      isOver: false,
    });
  });

  test('a CronJob has it in the template of its jobs', () => {
    const text = `apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: ${TEMPLATE}}}}\n`;
    expect(workload(text)?.labels.get('app')).toBe('web');
  });

  test('a Job adds its name to the labels, unless it manages its selector itself', () => {
    const job = `apiVersion: batch/v1\nkind: Job\nmetadata: {name: migrate}\nspec: {template: ${TEMPLATE}`;
    expect([...(workload(`${job}}`)?.labels ?? [])]).toEqual([
      ['app', 'web'],
      ['batch.kubernetes.io/job-name', 'migrate'],
      ['job-name', 'migrate'],
    ]);
    expect(workload(`${job}, manualSelector: true}`)?.labels.has('job-name')).toBe(false);
  });

  test('a DeploymentConfig adds its name to the labels', () => {
    const config = `kind: DeploymentConfig\nmetadata: {name: web}\nspec: {selector: {app: web}, template: ${TEMPLATE}}\n`;
    for (const apiVersion of ['apps.openshift.io/v1', 'v1']) {
      expect([...(workload(`apiVersion: ${apiVersion}\n${config}`)?.labels ?? [])]).toEqual([
        ['app', 'web'],
        ['deploymentconfig', 'web'],
      ]);
    }
  });

  test('a Rollout has a template, or refers to a workload that has', () => {
    const rollout = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec: ';
    expect(workload(`${rollout}{template: ${TEMPLATE}}`)?.labels).toEqual(new Map([['app', 'web']]));
    expect(workload(`${rollout}{template: ${TEMPLATE}}`)?.templateOf).toBeUndefined();
    const reference = '{apiVersion: apps/v1, kind: Deployment, name: base}';
    expect(workload(`${rollout}{workloadRef: ${reference}}`)?.templateOf).toEqual({
      kind: 'Deployment',
      name: 'base',
    });
    expect(workload(`${rollout}{workloadRef: {name: base}}`)?.templateOf).toBeUndefined();
  });

  test('a Pod is its own template', () => {
    expect(workload('apiVersion: v1\nkind: Pod\nmetadata: {labels: {app: web}}\n')?.labels.get('app')).toBe(
      'web',
    );
  });

  test.each([
    ['serving.knative.dev/v1', 'Deployment'],
    ['v1', 'Deployment'],
    ['apps/v1', 'Pod'],
    ['batch/v1', 'Pod'],
    ['v1', 'Service'],
    ['apps/v1', 'deployment'],
  ])('%s %s is none', (apiVersion, kind) => {
    expect(
      workload(`apiVersion: ${apiVersion}\nkind: ${kind}\nspec: {template: ${TEMPLATE}}\n`),
    ).toBeUndefined();
  });
});

describe('virtual machines', () => {
  const PORTS = '[{name: ssh, port: 22}, {port: 53, protocol: UDP}, {port: x}]';
  const SPEC = `spec: {domain: {devices: {interfaces: [{ports: ${PORTS}}]}}, volumes: [{name: disk}, {serviceAccount: {serviceAccountName: db}}]}`;
  const LABELS = [
    ['app', 'db'],
    ['kubevirt.io', 'virt-launcher'],
  ];
  const NAMED = [...LABELS, ['vm.kubevirt.io/name', 'db']];
  const templated = (kind: string): string =>
    `apiVersion: kubevirt.io/v1\nkind: ${kind}\nmetadata: {name: db}\nspec: {template: {metadata: {labels: {app: db}}, ${SPEC}}}\n`;

  test.each<[string, string, readonly (readonly string[])[]]>([
    ['VirtualMachine', templated('VirtualMachine'), NAMED],
    ['VirtualMachineInstanceReplicaSet', templated('VirtualMachineInstanceReplicaSet'), LABELS],
    [
      'VirtualMachineInstance',
      `apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata: {name: db, labels: {app: db}}\n${SPEC}\n`,
      NAMED,
    ],
  ])('%s is the pod that runs it', (_kind, text, labels) => {
    expect(workload(text)).toEqual({
      labels: new Map(labels.map(([key = '', value = '']) => [key, value])),
      ports: [
        { name: 'ssh', port: 22, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
      ],
      hostNetwork: false,
      serviceAccount: 'db',
      addresses: [],
      owner: undefined,
      isOver: false,
    });
  });

  test('half a machine', () => {
    expect(workload('apiVersion: kubevirt.io/v1\nkind: VirtualMachine\n')).toMatchObject({
      ports: [],
      serviceAccount: 'default',
    });
  });

  test('an instance ends', () => {
    const instance = 'apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nstatus: {phase: ';
    expect(workload(`${instance}Succeeded}`)?.isOver).toBe(true);
    expect(workload(`${instance}Running}`)?.isOver).toBe(false);
  });
});

describe('kinds that are not known', () => {
  const LABELS = '{metadata: {labels: {app: web, tier: front}}, spec: {containers: [{image: web}]}}';
  const cloneSet = (spec: string): string =>
    `apiVersion: apps.kruise.io/v1alpha1\nkind: CloneSet\nspec: ${spec}\n`;

  test.each([
    ['a selector', `{selector: {matchLabels: {app: web}}, template: ${LABELS}}`],
    ['a selector as a map', `{selector: {app: web, tier: front}, template: ${LABELS}}`],
  ])('make pods of a template if %s agrees with it', (_name, spec) => {
    expect(workload(cloneSet(spec))?.labels.get('tier')).toBe('front');
  });

  test.each([
    ['without a selector', cloneSet(`{template: ${LABELS}}`)],
    ['with an empty one', cloneSet(`{selector: {}, template: ${LABELS}}`)],
    ['with one for other pods', cloneSet(`{selector: {matchLabels: {app: other}}, template: ${LABELS}}`)],
    [
      'without containers',
      cloneSet('{selector: {app: web}, template: {metadata: {labels: {app: web}}, spec: {containers: []}}}'),
    ],
    [
      'of a built-in group',
      cloneSet(`{selector: {app: web}, template: ${LABELS}}`).replace('apps.kruise.io', 'apps'),
    ],
  ])('%s they do not', (_name, text) => {
    expect(workload(text)).toBeUndefined();
  });
});

test.each<[string, readonly string[] | undefined]>([
  ['apiVersion: v1\nkind: Pod\n', []],
  ['apiVersion: apps/v1\nkind: Deployment\n', ['spec', 'template']],
  ['apiVersion: batch/v1\nkind: CronJob\n', ['spec', 'jobTemplate', 'spec', 'template']],
  ['apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\n', []],
  ['apiVersion: v1\nkind: Service\n', undefined],
])('where the pods of %j stand', (text, path) => {
  const [resource] = readManifestFile('a.yaml', text).documents[0]?.resources ?? [];
  expect(resource && podPath(resource)).toEqual(path);
});

describe('pods', () => {
  function pod(spec: string, rest = ''): WorkloadObject | undefined {
    return workload(`apiVersion: v1\nkind: Pod\nspec: ${spec}\n${rest}`);
  }

  test('ports of all containers and of sidecars count, those of other init containers do not', () => {
    const spec = `
  containers:
  - ports: [{name: http, containerPort: 80}, {containerPort: 53, protocol: UDP}]
  - ports: [{containerPort: 9090}]
  initContainers:
  - ports: [{containerPort: 1}]
  - restartPolicy: Always
    ports: [{name: mesh, containerPort: 15001}]`;
    expect(pod(spec)?.ports).toEqual([
      { name: 'http', port: 80, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
      { port: 9090, protocol: 'TCP' },
      { name: 'mesh', port: 15001, protocol: 'TCP' },
    ]);
  });

  test.each([
    '{}',
    '{containerPort: "80"}',
    '{containerPort: 0}',
    '{containerPort: 80, protocol: tcp}',
    '80',
    '~',
  ])('a port of %s is left out', (port) => {
    expect(pod(`{containers: [{ports: [${port}]}]}`)?.ports).toEqual([]);
  });

  test.each(['~', 'x', '[]', '{containers: x}', '{containers: [x, ~, {ports: y}]}'])(
    'a spec of %s has no ports',
    (spec) => {
      expect(pod(spec)?.ports).toEqual([]);
    },
  );

  test('the host network counts when it is true, not when it is text', () => {
    expect(pod('{hostNetwork: yes}')?.hostNetwork).toBe(true);
    expect(pod('{hostNetwork: "true"}')?.hostNetwork).toBe(false);
  });

  test('the service account has two names', () => {
    expect(pod('{serviceAccountName: a, serviceAccount: b}')?.serviceAccount).toBe('a');
    expect(pod('{serviceAccount: b}')?.serviceAccount).toBe('b');
    expect(pod('{}')?.serviceAccount).toBe('default');
  });

  test('addresses are known from the status', () => {
    const status = 'status: {podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}, x]}\n';
    expect(pod('{}', status)?.addresses).toEqual(['10.0.0.1', 'fd00::1']);
  });

  test.each([
    ['Running', false],
    ['Pending', false],
    ['Succeeded', true],
    ['Failed', true],
  ])('a pod that is %s is over: %s', (phase, isOver) => {
    expect(pod('{}', `status: {phase: ${phase}}\n`)?.isOver).toBe(isOver);
  });
});

describe('owners', () => {
  test('the controller among the owners counts', () => {
    const text = `apiVersion: v1
kind: Pod
metadata:
  ownerReferences:
  - {kind: Backup, name: nightly}
  - {kind: ReplicaSet, name: web-7d4, controller: true}
`;
    expect(workload(text)?.owner).toEqual({ kind: 'ReplicaSet', name: 'web-7d4' });
  });

  test('a controller of unknown kind is called what its pods are', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: {ownerReferences: [{name: web, controller: true}]}\n';
    expect(workload(text)?.owner).toEqual({ kind: 'Pod', name: 'web' });
  });

  test.each([
    '~',
    '{}',
    '[]',
    '[x]',
    '[{kind: A, name: b}]',
    '[{kind: A, controller: true}]',
    '[{controller: "true", kind: A, name: b}]',
  ])('owner references of %s name none', (references) => {
    expect(
      workload(`apiVersion: v1\nkind: Pod\nmetadata: {ownerReferences: ${references}}\n`)?.owner,
    ).toBeUndefined();
  });

  test('an owned ReplicaSet scaled to nothing is a past revision, one of its own is not', () => {
    const owned = 'metadata: {ownerReferences: [{kind: Deployment, name: web, controller: true}]}\n';
    const text = 'apiVersion: apps/v1\nkind: ReplicaSet\nspec: {replicas: 0}\n';
    expect(workload(text + owned)?.isOver).toBe(true);
    expect(workload(text)?.isOver).toBe(false);
  });
});
