import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json';
import { folder } from './memory-io';
import { run, runJson } from './run';
import { POLICY, SHOP } from './shop';

const VERBS = ['check', 'reach', 'connectivity', 'explain', 'diff', 'lsp', 'completion'];
const NOT_YAML = 'apiVersion: v1\nkind: Pod\nmetadata: [ name\n---\n';

describe('help', () => {
  it('lists the verbs', async () => {
    const { status, out, err } = await run(['--help']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const verb of VERBS) expect(out).toContain(`  ${verb} `);
  });

  it.each(VERBS)('of %s has examples', async (verb) => {
    const { status, out } = await run([verb, '--help']);
    expect(status).toBe(0);
    expect(out).toContain(`Examples:\n  $ podreach ${verb} `);
  });

  it('is what a command line without verb gets, as wrong usage', async () => {
    const { status, out, err } = await run([]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('Usage: podreach');
  });
});

describe('version', () => {
  it('is that of the package', async () => {
    expect(await run(['--version'])).toEqual({ status: 0, out: `${packageJson.version}\n`, err: '' });
  });
});

describe('wrong usage', () => {
  it.each([
    [['chekc'], "unknown command 'chekc'"],
    [['check', '--quiet'], "unknown option '--quiet'"],
    [['explain', '--from', 'a/b'], "required option '--to <peer>' not specified"],
    [['lsp'], "required option '--stdio' not specified"],
  ])('%j ends with 2 and a sentence on standard error', async (args, message) => {
    const { status, out, err } = await run(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(`podreach: ${message}`);
  });

  it('suggests the verb that was meant', async () => {
    expect((await run(['chekc'])).err).toContain('Did you mean check?');
  });
});

describe('input', () => {
  it('that is broken is reported with its line; the rest is answered; the status is 2', async () => {
    const cwd = folder({ ...SHOP, 'broken.yaml': NOT_YAML });
    const { status, out, err } = await run(['reach', '--to', 'shop/cart', '.'], { cwd });
    expect(status).toBe(2);
    expect(out).toContain('web/front[Deployment]  8080/TCP');
    expect(err).toMatch(/^podreach: broken\.yaml:\d+:\d+: .+\n$/u);
  });

  it('that is broken does not hide good documents of the same file', async () => {
    const cwd = folder({ ...SHOP, 'policy.yaml': `${NOT_YAML}${POLICY}` });
    const question = ['explain', '--from', 'shop/db', '--to', 'shop/cart', '.'];
    expect(await runJson(question, { cwd })).toMatchObject({ verdict: 'denied' });
    expect((await run(question, { cwd })).status).toBe(2);
  });

  it('that is broken outweighs an expectation that fails', async () => {
    const cwd = folder({ ...SHOP, 'broken.yaml': NOT_YAML });
    const question = ['explain', '--from', 'shop/db', '--to', 'shop/cart', '--expect', 'allowed', '.'];
    expect((await run(question, { cwd })).status).toBe(2);
  });

  it('that does not exist is reported; the rest is answered; the status is 2', async () => {
    const { status, out, err } = await run(['check', '.', 'nowhere.yaml'], { cwd: folder(SHOP) });
    expect({ status, err }).toEqual({
      status: 2,
      err: 'podreach: nowhere.yaml: no such file or directory\n',
    });
    expect(out).toContain('in 4 files');
  });

  it('of a template is said not to have been read, once, and is no failure', async () => {
    const template = POLICY.replace('namespace: shop', 'namespace: {{ .Release.Namespace }}');
    const { status, err } = await run(['connectivity', '.'], {
      cwd: folder({ ...SHOP, 'chart/policy.yaml': template }),
    });
    expect(status).toBe(0);
    expect(err).toBe(
      'podreach: 1 template not read (chart/policy.yaml): render first, for instance with helm template\n',
    );
  });

  it('that is written twice is said to be, and the last counts', async () => {
    const open = POLICY.replace(/ {2}ingress:[^]*/u, '  ingress: [{}]\n');
    const cwd = folder({ ...SHOP, 'z.yaml': open });
    const { status, out, err } = await run(['reach', '--to', 'shop/cart', '.'], { cwd });
    expect(status).toBe(0);
    expect(out).toContain('2 of 2 workloads can reach shop/cart[Deployment]');
    expect(err).toBe(
      'podreach: 1 object written more than once, of which the last counts (shop/cart[NetworkPolicy]: z.yaml)\n',
    );
  });

  it('of other programs may be JSON with comments', async () => {
    const cwd = folder({ ...SHOP, '.vscode/settings.json': '{\n  // tabs are evil\n  "a": 1\n}' });
    expect(await run(['check', '.'], { cwd })).toMatchObject({ status: 0, err: '' });
  });

  it('of no interest to policies is reported all the same when it is no YAML', async () => {
    const cwd = folder({ ...SHOP, 'values.yaml': 'a: [1, 2\nb: }' });
    const { status, err } = await run(['check', '.'], { cwd });
    expect(status).toBe(2);
    expect(err).toMatch(/^podreach: values\.yaml:\d+:\d+: /u);
  });

  it('without manifests is said to be empty', async () => {
    const { status, err } = await run(['check', '.'], { cwd: folder({ 'readme.md': '' }) });
    expect({ status, err }).toEqual({ status: 0, err: 'podreach: no manifests in .\n' });
  });

  it('is the current folder when no path is given', async () => {
    const { out } = await run(['check'], { cwd: folder(SHOP) });
    expect(out).toBe('Nothing to report in 4 files\n');
  });

  it('takes the namespace of resources that carry none from --namespace', async () => {
    const bare = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: {}\n';
    const answer = await runJson(['connectivity', '--namespace', 'team', '-'], { stdin: bare });
    expect(answer).toMatchObject({ workloads: [{ id: 'team/a[Pod]' }] });
    expect(await runJson(['connectivity', '-'], { stdin: bare })).toMatchObject({
      workloads: [{ id: 'default/a[Pod]' }],
    });
  });
});
