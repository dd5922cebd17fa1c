import { describe, expect, it } from 'vitest';
import { breakRule, breakYaml } from '../broken-parts';
import { folder } from './memory-io';
import { run, runJson } from './run';
import { POLICY, SHOP } from './shop';

/** An unknown field, which the API server rejects. */
const BROKEN_POLICY = POLICY.replace('policyTypes', 'policyType');

/** The trap: a dash too many. */
const TRAP = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: trap, namespace: shop }
spec:
  podSelector: { matchLabels: { app: cart } }
  ingress:
    - from:
        - namespaceSelector: {}
        - podSelector:
            matchLabels:
              app: front
`;

describe('check as JSON', () => {
  it('has nothing to say about correct manifests', async () => {
    expect(await runJson(['check', '.'], { cwd: folder(SHOP) })).toEqual({ files: 4, diagnostics: [] });
  });

  it('reports what the API server would reject, with field and class of error', async () => {
    const cwd = folder({ 'policy.yaml': BROKEN_POLICY });
    const line = BROKEN_POLICY.split('\n').findIndex((text) => text.includes('policyType'));
    expect(await runJson(['check', '.'], { cwd })).toEqual({
      files: 1,
      diagnostics: [
        {
          file: 'policy.yaml',
          document: 0,
          range: { start: { line, character: 2 }, end: { line, character: 12 } },
          severity: 'error',
          code: 'unknown-field',
          message: expect.any(String),
          field: 'spec.policyType',
          reason: 'Unknown',
          fixes: expect.any(Array),
        },
      ],
    });
  });

  it('has no reason for advice', async () => {
    expect(await runJson(['check', '.'], { cwd: folder({ ...SHOP, 'trap.yaml': TRAP }) })).toMatchObject({
      diagnostics: [{ code: 'peer-or-instead-of-and', severity: 'warning', reason: null }],
    });
  });

  it('numbers documents within their file', async () => {
    const cwd = folder({ 'all.yaml': `${POLICY}---${BROKEN_POLICY.replace('name: cart', 'name: other')}` });
    expect(await runJson(['check', '.'], { cwd })).toMatchObject({ diagnostics: [{ document: 1 }] });
  });
});

describe('check as text', () => {
  it('shows the line with carets under the fault, and counts', async () => {
    const { out } = await run(['check', '.'], { cwd: folder({ 'policy.yaml': BROKEN_POLICY }) });
    expect(out).toMatch(/^policy\.yaml:7:3: error .* \[unknown-field\]\n/u);
    expect(out).toContain('  7 |   policyType: [Ingress]\n    |   ^^^^^^^^^^\n');
    expect(out.trimEnd().split('\n').at(-1)).toBe('1 error in 1 file');
  });

  it('says that there is nothing to say', async () => {
    const { status, out } = await run(['check', '.'], { cwd: folder(SHOP) });
    expect({ status, out }).toEqual({ status: 0, out: 'Nothing to report in 4 files\n' });
  });
});

describe('check for other programs', () => {
  it('writes SARIF', async () => {
    const { out } = await run(['check', '--format', 'sarif', '.'], {
      cwd: folder({ 'policy.yaml': BROKEN_POLICY }),
    });
    expect(JSON.parse(out)).toMatchObject({ runs: [{ results: [{ ruleId: 'unknown-field' }] }] });
  });

  it('writes annotations for GitHub, and nothing where there is nothing', async () => {
    const broken = folder({ 'policy.yaml': BROKEN_POLICY });
    const annotated = await run(['check', '--format', 'github', '.'], { cwd: broken });
    expect(annotated.status).toBe(1);
    expect(annotated.out).toMatch(
      /^::error file=policy\.yaml,line=7,endLine=7,col=3,endColumn=13,title=unknown-field::.+\n$/u,
    );
    expect((await run(['check', '--format', 'github', '.'], { cwd: folder(SHOP) })).out).toBe('');
  });
});

describe('exit status of check', () => {
  const trap = { ...SHOP, 'trap.yaml': TRAP };
  const cases: [string, Record<string, string>, string[], number][] = [
    ['no diagnostics', SHOP, [], 0],
    ['an error', { 'policy.yaml': BROKEN_POLICY }, [], 1],
    ['an error, never failing', { 'policy.yaml': BROKEN_POLICY }, ['--fail-on', 'never'], 0],
    ['a warning', trap, [], 0],
    ['a warning, failing on warnings', trap, ['--fail-on', 'warning'], 1],
    ['a warning, failing on anything', trap, ['--fail-on', 'info'], 1],
    ['a warning made an error', trap, ['--rule', 'peer-or-instead-of-and=error'], 1],
    ['a warning switched off', trap, ['--fail-on', 'info', '--rule', 'peer-or-instead-of-and=off'], 0],
  ];
  it.each(cases)('%s: %#', async (_, files, options, status) => {
    expect((await run(['check', ...options, '.'], { cwd: folder(files) })).status).toBe(status);
  });
});

describe('options of check', () => {
  it.each([
    [
      ['--rule', 'peer-or-instead-of-und=off'],
      'There is no rule peer-or-instead-of-und. Did you mean peer-or-instead-of-and?',
    ],
    [['--rule', 'unknown-field=loud'], 'The level is one of off, hint, info, warning, error.'],
    [['--rule', 'unknown-field'], 'The level is one of off, hint, info, warning, error.'],
    [['--fail-on', 'everything'], 'Allowed choices are error, warning, info, never.'],
    [['--kubernetes-version', '2'], 'Write it as 1.NN.'],
    [['--node-cidr', '10.240.0.0'], 'Write it as 10.240.0.0/16.'],
    [['--engine', 'carrier-pigeon'], 'Allowed choices are kubernetes, antrea, aws-vpc-cni, azure-cilium, '],
    [['--format', 'yaml'], 'Allowed choices are text, json, sarif, github.'],
    [['--namespace', 'Not A Name'], 'It is not the name of a namespace.'],
  ])('%j is wrong usage', async (options, message) => {
    const { status, out, err } = await run(['check', ...options, '.'], { cwd: folder(SHOP) });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });

  it('takes a Kubernetes version', async () => {
    const { status, err } = await run(['check', '--kubernetes-version', '1.30', '.'], { cwd: folder(SHOP) });
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('takes the manifests for all there is when told so', async () => {
    const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ledger, namespace: shop}
spec: {podSelector: {matchLabels: {app: ledger}}}
`;
    const found = (...options: readonly string[]): Promise<unknown> =>
      runJson(['check', ...options, '.'], { cwd: folder({ 'policy.yaml': policy }) });
    expect(await found()).toMatchObject({ diagnostics: [] });
    expect(await found('--complete')).toMatchObject({
      diagnostics: [{ code: 'policy-selects-no-pod', severity: 'warning' }],
    });
  });

  it('tells what an engine does otherwise, where one is named', async () => {
    const found = (...options: readonly string[]): Promise<unknown> =>
      runJson(['check', ...options, '.'], { cwd: folder(SHOP) });
    expect(await found()).toMatchObject({ diagnostics: [] });
    expect(await found('--engine', 'kubernetes')).toMatchObject({ diagnostics: [] });
    expect(await found('--engine', 'flannel')).toMatchObject({
      diagnostics: [{ code: 'policy-not-enforced', severity: 'info' }],
    });
  });

  it('takes the addresses of the nodes', async () => {
    const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.240.4.0/24}}]}]}
`;
    const engine = ['check', '--engine', 'azure-cilium'];
    const found = (...options: readonly string[]): Promise<unknown> =>
      runJson([...engine, ...options, '.'], { cwd: folder({ 'policy.yaml': policy }) });
    expect(await found()).toMatchObject({ diagnostics: [] });
    expect(await found('--node-cidr', '10.0.0.0/16', '--node-cidr', '10.240.0.0/16')).toMatchObject({
      diagnostics: [{ code: 'engine-ip-block-nodes', severity: 'warning' }],
    });
  });

  it('reads each cluster root as a cluster of its own', async () => {
    const stages = { 'a/trap.yaml': TRAP, 'b/workloads.yaml': SHOP['workloads.yaml'] ?? '', 'c.yaml': '' };
    const question = ['check', '--cluster-root', 'a', '--cluster-root', 'b', '.'];
    expect(await runJson(question, { cwd: folder(stages) })).toMatchObject({ files: 3 });
  });
});

describe('a fault in Podreach itself', () => {
  const files = { ...SHOP, 'broken.yaml': BROKEN_POLICY, 'trap.yaml': TRAP };

  it('in a rule is told once for each file, with its name; the other rules go on, and the status is 2', async () => {
    breakRule('peer-or-instead-of-and');
    const cwd = folder({ ...files, 'trap.yaml': `${TRAP}---${TRAP.replace('name: trap', 'name: other')}` });
    const { status, out, err } = await run(['check', '--fail-on', 'never', '.'], { cwd });
    expect(err.match(/^podreach: rule peer-or-instead-of-and failed on trap\.yaml: .*$/gmu)).toEqual([
      'podreach: rule peer-or-instead-of-and failed on trap.yaml: Error: put in by the test',
    ]);
    expect(out).toContain('[unknown-field]');
    expect(status).toBe(2);
  });

  it('in reading a document is a problem of this document; all others are answered', async () => {
    breakYaml('&anchor');
    const anchored = POLICY.replace('spec:', 'spec: &anchor');
    const { status, out, err } = await run(['check', '.'], { cwd: folder({ ...SHOP, 'x.yaml': anchored }) });
    expect(err).toBe(
      'podreach: x.yaml:1:1: Podreach failed to read this document, which is its own fault: put in by the test.\n',
    );
    expect(out).toContain('in 5 files');
    expect(status).toBe(2);
  });
});

it('ends with the same status when nobody reads to the end', async () => {
  const late = { 'a.yaml': TRAP.repeat(3).replaceAll('\napi', '---\napi'), 'z.yaml': BROKEN_POLICY };
  const [whole, part] = [
    await run(['check', '.'], { cwd: folder(late) }),
    await run(['check', '.'], { cwd: folder(late), closesAfter: 1 }),
  ];
  expect(part.out.length).toBeLessThan(whole.out.length);
  expect([whole.status, part.status]).toEqual([1, 1]);
});
