import { describe, expect, it } from 'vitest';
import { clusterLookup, SHARED_CLUSTER } from '../../../server/src/workspace/cluster-roots';

/** The cluster of `file` when one folder is open with these globs. */
function clusterOf(file: string, roots: readonly string[], folder = 'file:///projects'): string {
  return clusterLookup([{ folder, roots }])(file);
}

describe('clusterLookup', () => {
  it('puts every file into one cluster when no roots are set', () => {
    expect(clusterOf('file:///projects/a/b.yaml', [])).toBe(SHARED_CLUSTER);
    expect(clusterOf('file:///projects/b.yaml', [])).toBe(SHARED_CLUSTER);
  });

  it('makes each folder that a glob names a cluster of its own', () => {
    const roots = ['stages/*'];
    expect(clusterOf('file:///projects/stages/1/pod.yaml', roots)).toBe('file:///projects/stages/1');
    expect(clusterOf('file:///projects/stages/2/pod.yaml', roots)).toBe('file:///projects/stages/2');
  });

  it('takes files of nested folders into the cluster around them', () => {
    expect(clusterOf('file:///projects/stages/1/web/deep/pod.yaml', ['stages/*'])).toBe(
      'file:///projects/stages/1',
    );
  });

  it('leaves files outside the roots in the shared cluster', () => {
    const roots = ['stages/*'];
    expect(clusterOf('file:///projects/other/pod.yaml', roots)).toBe(SHARED_CLUSTER);
    expect(clusterOf('file:///projects/stages/readme.yaml', roots)).toBe(SHARED_CLUSTER);
    expect(clusterOf('file:///elsewhere/stages/1/pod.yaml', roots)).toBe(SHARED_CLUSTER);
    expect(clusterOf('file:///workshop/stages/1/pod.yaml', roots)).toBe(SHARED_CLUSTER);
    expect(clusterOf('untitled:Untitled-1', roots)).toBe(SHARED_CLUSTER);
  });

  it('prefers the deepest root when roots lie inside each other', () => {
    const roots = ['apps/*', 'apps/*/overlays/*'];
    expect(clusterOf('file:///projects/apps/shop/base/pod.yaml', roots)).toBe('file:///projects/apps/shop');
    expect(clusterOf('file:///projects/apps/shop/overlays/prod/p.yaml', roots)).toBe(
      'file:///projects/apps/shop/overlays/prod',
    );
  });

  it('lets ** stand for any number of folders, none included', () => {
    const roots = ['**/overlays/*'];
    expect(clusterOf('file:///projects/overlays/dev/p.yaml', roots)).toBe('file:///projects/overlays/dev');
    expect(clusterOf('file:///projects/a/b/overlays/dev/p.yaml', roots)).toBe(
      'file:///projects/a/b/overlays/dev',
    );
    expect(clusterOf('file:///projects/a/b/p.yaml', roots)).toBe(SHARED_CLUSTER);
  });

  it('reads * and ? within one name only', () => {
    expect(clusterOf('file:///projects/env-a/p.yaml', ['env-?'])).toBe('file:///projects/env-a');
    expect(clusterOf('file:///projects/env-ab/p.yaml', ['env-?'])).toBe(SHARED_CLUSTER);
    expect(clusterOf('file:///projects/env/a/p.yaml', ['env*a'])).toBe(SHARED_CLUSTER);
    expect(clusterOf('file:///projects/env/a/p.yaml', ['env?a'])).toBe(SHARED_CLUSTER);
  });

  it.each(['a.b', 'a+b', 'a(b)', '[ab]', '{a,b}', '^a$', 'a|b', 'a\\b'])(
    'takes other signs literally: %s',
    (name) => {
      expect(clusterOf(`/projects/${name}/p.yaml`, [name], '/projects')).toBe(`/projects/${name}`);
      expect(clusterOf('/projects/axb/p.yaml', [name], '/projects')).toBe(SHARED_CLUSTER);
    },
  );

  it('takes no longer for globs that were made to take long', () => {
    const folder = 'a/'.repeat(2000);
    expect(clusterOf(`/projects/${folder}p.yaml`, [`${'**/a/'.repeat(100)}b`], '/projects')).toBe(
      SHARED_CLUSTER,
    );
    const name = 'a'.repeat(20_000);
    expect(clusterOf(`/projects/${name}/p.yaml`, [`${'*a'.repeat(100)}b`], '/projects')).toBe(SHARED_CLUSTER);
  });

  it.each(['./stages/*', 'stages/*/', '/stages/*'])('reads %s as a folder below the open one', (glob) => {
    expect(clusterOf('file:///projects/stages/1/p.yaml', [glob])).toBe('file:///projects/stages/1');
  });

  it('compares names as people write them, though URIs escape them', () => {
    expect(clusterOf('file:///projects/my%20stages/1%202/p.yaml', ['my stages/1 *'])).toBe(
      'file:///projects/my%20stages/1%202',
    );
  });

  it.each(['50%', '%FF', '%zz'])('takes a stray percent sign for itself: %s', (name) => {
    expect(clusterOf(`/projects/${name}/p.yaml`, [name], '/projects')).toBe(`/projects/${name}`);
  });

  it('accepts a trailing slash on the open folder', () => {
    expect(clusterOf('/projects/a/p.yaml', ['a'], '/projects/')).toBe('/projects/a');
  });

  it('asks the innermost open folder for its roots', () => {
    const lookup = clusterLookup([
      { folder: 'file:///projects', roots: ['*'] },
      { folder: 'file:///projects/inner', roots: ['stages/*'] },
    ]);
    expect(lookup('file:///projects/inner/stages/1/p.yaml')).toBe('file:///projects/inner/stages/1');
    expect(lookup('file:///projects/inner/p.yaml')).toBe(SHARED_CLUSTER);
    expect(lookup('file:///projects/outer/p.yaml')).toBe('file:///projects/outer');
  });

  it('shares one cluster between open folders without roots', () => {
    const lookup = clusterLookup([
      { folder: 'file:///one', roots: [] },
      { folder: 'file:///two', roots: [] },
    ]);
    expect(lookup('file:///one/a.yaml')).toBe(lookup('file:///two/a.yaml'));
  });
});
