import { describe, expect, it } from 'vitest';
import { createEarlierWorkspace } from '../../../server/src/workspace/earlier-workspace';
import type { Snapshot } from '../../../server/src/workspace/snapshot';
import { createWorkspace } from '../../../server/src/workspace/workspace';

function pod(name: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\n`;
}

function names({ cluster }: Snapshot): readonly string[] {
  return cluster.workloads.map(({ name }) => name);
}

function shop() {
  const workspace = createWorkspace();
  workspace.set('web.yaml', pod('web'));
  workspace.set('cart.yaml', pod('cart'));
  return { workspace, earlier: createEarlierWorkspace(workspace) };
}

describe('a workspace as it was', () => {
  it('has the earlier texts of files that are different, and leaves the one of now alone', () => {
    const { workspace, earlier } = shop();
    expect(names(earlier(new Map([['web.yaml', pod('front')]])))).toEqual(['cart', 'front']);
    expect(names(workspace.snapshot())).toEqual(['cart', 'web']);
  });

  it('lacks files that are new, and has those that were deleted', () => {
    const { earlier } = shop();
    const texts = new Map([
      ['web.yaml', undefined],
      ['db.yaml', pod('db')],
    ]);
    expect(names(earlier(texts))).toEqual(['cart', 'db']);
    expect(names(earlier(new Map()))).toEqual(['cart', 'web']);
  });

  it('follows the other files of now', () => {
    const { workspace, earlier } = shop();
    const texts = new Map([['web.yaml', pod('front')]]);
    earlier(texts);
    workspace.set('cart.yaml', pod('basket'));
    workspace.set('more.yaml', pod('more'));
    expect(names(earlier(texts))).toEqual(['basket', 'more', 'front']);
    workspace.remove('more.yaml');
    expect(names(earlier(texts))).toEqual(['basket', 'front']);
  });

  it('is the same object while a file is edited that had another text before', () => {
    const { workspace, earlier } = shop();
    const texts = new Map([['web.yaml', pod('web')]]);
    const before = earlier(texts);
    for (const typed of ['w', 'we', 'web2']) workspace.set('web.yaml', pod(typed));
    expect(earlier(texts)).toBe(before);
  });

  it('shares what was read', () => {
    const { workspace, earlier } = shop();
    const then = earlier(new Map([['web.yaml', pod('front')]]));
    expect(then.files.get('cart.yaml')).toBe(workspace.snapshot().files.get('cart.yaml'));
  });
});
