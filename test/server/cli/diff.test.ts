import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from './memory-io';
import { repository } from './repository';
import { run, runJson } from './run';
import { deployment, POLICY, SHOP } from './shop';

const CART = 'shop/cart[Deployment]';
const DB = 'shop/db[Deployment]';
const FRONT = 'web/front[Deployment]';
const OUTSIDE = { cidrs: ['0.0.0.0/0', '::/0'] };
const WEB = [{ protocol: 'TCP', port: 8080 }];

/** The policy lets everybody in on the port. */
const OPEN = POLICY.replace(/ {4}- from:[^]*?ports:/u, '    - ports:');

function states(after: Readonly<Record<string, string>>): string {
  const files = Object.entries(SHOP).map(([name, text]) => [`before/${name}`, text]);
  const others = Object.entries({ ...SHOP, ...after }).map(([name, text]) => [`after/${name}`, text]);
  return folder(Object.fromEntries([...files, ...others]));
}

describe('diff of two folders', () => {
  it('lists what changes as JSON', async () => {
    const cwd = states({ 'policy.yaml': OPEN });
    expect(await runJson(['diff', 'before', 'after'], { cwd })).toEqual({
      changes: [
        { source: DB, destination: CART, before: [], after: WEB, change: 'added' },
        { source: OUTSIDE, destination: CART, before: [], after: WEB, change: 'added' },
      ],
    });
    expect(await runJson(['diff', 'after', 'before'], { cwd })).toEqual({
      changes: [
        { source: DB, destination: CART, before: WEB, after: [], change: 'removed' },
        { source: OUTSIDE, destination: CART, before: WEB, after: [], change: 'removed' },
      ],
    });
  });

  it('tells the ports before and after', async () => {
    const cwd = states({ 'policy.yaml': POLICY.replace('port: 8080', 'port: 9090') });
    expect(await runJson(['diff', 'before', 'after'], { cwd })).toEqual({
      changes: [
        {
          source: FRONT,
          destination: CART,
          before: WEB,
          after: [{ protocol: 'TCP', port: 9090 }],
          change: 'changed',
        },
      ],
    });
  });

  it('says once on what the answer rests', async () => {
    const cwd = states({
      'policy.yaml': POLICY.replace(
        /- namespaceSelector[^]*?front \} \}/u,
        '- ipBlock: { cidr: 10.0.0.0/8 }',
      ),
    });
    const { err } = await run(['diff', 'before', 'after'], { cwd });
    expect(err).toBe('podreach: assumed: no particular engine; no ipBlock means a pod\n');
    expect(await runJson(['diff', 'before', 'after'], { cwd })).toMatchObject({
      notes: ['no particular engine', 'no ipBlock means a pod'],
    });
  });

  it('marks pods on the host network', async () => {
    const agent = deployment('web', 'agent', 9100).replace(
      'containers:',
      'hostNetwork: true\n      containers:',
    );
    const { out } = await run(['diff', 'before', 'after'], { cwd: states({ 'agent.yaml': agent }) });
    expect(out).toContain('+ web/agent[Deployment] (host network)  ->  shop/db[Deployment]');
  });

  it('is text that can be read from left to right', async () => {
    const cwd = states({ 'policy.yaml': OPEN.replace('8080', '9090') });
    expect((await run(['diff', 'before', 'after'], { cwd })).out).toBe(
      [
        '+ shop/db[Deployment]    ->  shop/cart[Deployment]  9090/TCP',
        '~ web/front[Deployment]  ->  shop/cart[Deployment]  9090/TCP (before: 8080/TCP)',
        '+ 0.0.0.0/0, ::/0        ->  shop/cart[Deployment]  9090/TCP',
        '',
        'Connections: 2 added and 1 changed',
        '',
      ].join('\n'),
    );
  });

  it('lists the connections of workloads that come or go', async () => {
    const cwd = states({ 'new.yaml': deployment('web', 'new', 80) });
    const { out } = await run(['diff', 'before', 'after'], { cwd });
    expect(out).toContain('+ web/new[Deployment]    ->  shop/db[Deployment]');
    expect(out).toContain('Connections: 7 added\n');
  });

  it('has nothing to say of a folder and itself', async () => {
    const cwd = folder(SHOP);
    expect(await runJson(['diff', '.', '.'], { cwd })).toEqual({ changes: [] });
    const same = ['diff', '--fail-on-change', '.', '.'];
    expect(await run(same, { cwd })).toEqual({ status: 0, out: 'Nothing changes\n', err: '' });
  });

  it('fails on a change when it is told to', async () => {
    const cwd = states({ 'policy.yaml': OPEN });
    expect((await run(['diff', 'before', 'after'], { cwd })).status).toBe(0);
    expect((await run(['diff', '--fail-on-change', 'before', 'after'], { cwd })).status).toBe(1);
  });

  it.each([[['before']], [['before', 'after', 'later']], [[]]])('needs two paths, not %j', async (paths) => {
    const { status, out, err } = await run(['diff', ...paths], { cwd: folder(SHOP) });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('Name two paths to compare');
  });
});

describe('diff with a revision', () => {
  it('compares with the working tree, new and deleted files included', async () => {
    const { root, write, remove } = repository(SHOP);
    write('policy.yaml', OPEN);
    write('new.yaml', deployment('web', 'new', 80));
    const { out } = await run(['diff', '--git', 'HEAD'], { cwd: root });
    expect(out).toContain('+ shop/db[Deployment]    ->  shop/cart[Deployment]  8080/TCP');
    expect(out).toContain('+ web/new[Deployment]');
    remove('policy.yaml');
    expect((await run(['diff', '--git', 'HEAD'], { cwd: root })).out).toContain(
      '~ web/front[Deployment]  ->  shop/cart[Deployment]  all ports (before: 8080/TCP)',
    );
  });

  it('finds nothing in a clean working tree', async () => {
    const { root } = repository({ ...SHOP, 'a b/ü "quoted".yaml': deployment('web', 'odd', 80) });
    const question = ['diff', '--git', 'HEAD', '--fail-on-change', '.'];
    expect(await run(question, { cwd: root })).toEqual({ status: 0, out: 'Nothing changes\n', err: '' });
  });

  it('takes any revision, and paths in the repository', async () => {
    const { root, git, write, commit } = repository({
      'm/all.yaml': SHOP['workloads.yaml'] ?? '',
      'other.yaml': '',
    });
    git('tag', 'v1');
    write('m/all.yaml', `${SHOP['workloads.yaml'] ?? ''}---${POLICY}`);
    commit();
    const changes = await runJson(['diff', '--git', 'v1', 'm'], { cwd: root });
    expect(changes).toMatchObject({
      changes: [{ destination: CART }, { destination: CART }, { destination: CART }],
    });
    expect(await runJson(['diff', '--git', 'v1', 'all.yaml'], { cwd: path.join(root, 'm') })).toEqual(
      changes,
    );
    expect(await runJson(['diff', '--git', 'v1', path.join(root, 'm')], {})).toEqual(changes);
    expect(await runJson(['diff', '--git', 'v1', '../m/all.yaml'], { cwd: path.join(root, 'm') })).toEqual(
      changes,
    );
    expect(await runJson(['diff', '--git', 'HEAD', 'm'], { cwd: root })).toEqual({ changes: [] });
  });

  it('finds what was below a folder that is gone', async () => {
    const { root, remove } = repository({
      'm/policy.yaml': POLICY,
      'workloads.yaml': SHOP['workloads.yaml'] ?? '',
    });
    remove('m');
    const { out } = await run(['diff', '--git', 'HEAD', 'm', 'workloads.yaml'], { cwd: root });
    expect(out).toContain('~ web/front[Deployment]  ->  shop/cart[Deployment]  all ports (before: 8080/TCP)');
  });

  it('leaves out what git ignores, what is no manifest, and folders of others', async () => {
    const { root, write } = repository({
      ...SHOP,
      '.gitignore': 'rendered.yaml\n',
      'node_modules/a.yaml': OPEN,
    });
    write('rendered.yaml', OPEN);
    write('notes.txt', OPEN);
    expect(await runJson(['diff', '--git', 'HEAD'], { cwd: root })).toEqual({ changes: [] });
  });

  it('follows links within the repository', async () => {
    const { root, commit, write } = repository({
      'real/policy.txt': POLICY,
      'm/all.yaml': SHOP['workloads.yaml'] ?? '',
    });
    symlinkSync('../real/policy.txt', path.join(root, 'm/policy.yaml'));
    commit();
    expect(await runJson(['diff', '--git', 'HEAD', 'm'], { cwd: root })).toEqual({ changes: [] });
    write('real/policy.txt', OPEN);
    expect(await runJson(['diff', '--git', 'HEAD', 'm'], { cwd: root })).toMatchObject({
      changes: [{ change: 'added' }, { change: 'added' }],
    });
  });

  it('says which file of the revision cannot be read', async () => {
    const { root, commit, write } = repository(SHOP);
    symlinkSync('nowhere.yaml', path.join(root, 'dangling.yaml'));
    commit();
    write('policy.yaml', OPEN);
    const { status, out, err } = await run(['diff', '--git', 'HEAD'], { cwd: root });
    expect({ status, err }).toEqual({ status: 2, err: 'podreach: dangling.yaml: cannot be read in HEAD\n' });
    expect(out).toContain('+ shop/db[Deployment]');
  });

  it.each([
    ['HEAD~7', 'There is no revision HEAD~7'],
    ['--output=stolen', 'There is no revision --output=stolen'],
    ['$(touch stolen)', 'There is no revision $(touch stolen)'],
  ])('refuses %s', async (revision, message) => {
    const { root, git } = repository(SHOP);
    const { status, out, err } = await run(['diff', `--git=${revision}`, '.'], { cwd: root });
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `podreach: ${message}\n` });
    expect(git('status', '--porcelain')).toBe('');
  });

  it('needs a repository', async () => {
    const { status, err } = await run(['diff', '--git', 'HEAD'], { cwd: folder(SHOP) });
    expect(status).toBe(2);
    expect(err).toMatch(/^podreach: git: not a git repository/u);
  });

  it('has no revisions of standard input', async () => {
    const { status, err } = await run(['diff', '--git', 'HEAD', '-'], { cwd: folder(SHOP) });
    expect(status).toBe(2);
    expect(err).toContain('Standard input has no revisions');
  });

  it('runs no program that the repository names', async () => {
    const { root, git, write } = repository(SHOP);
    mkdirSync(path.join(root, 'hooks'));
    write('hooks/watch', '#!/bin/sh\ntouch stolen\n');
    git('config', 'core.fsmonitor', 'sh hooks/watch');
    await run(['diff', '--git', 'HEAD'], { cwd: root });
    expect(git('-c', 'core.fsmonitor=false', 'ls-files', '--others')).not.toContain('stolen');
  });
});
