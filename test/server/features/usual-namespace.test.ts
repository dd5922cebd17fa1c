import { describe, expect, it } from 'vitest';
import { usualNamespace } from '../../../server/src/features/usual-namespace';
import { createWorkspace } from '../../../server/src/workspace/workspace';

/** The namespace in a file, among others with pods whose names say where they are. */
function usual(file: string, others: Readonly<Record<string, readonly string[]>>): string | undefined {
  const workspace = createWorkspace();
  for (const [name, namespaces] of Object.entries(others)) {
    const pods = namespaces.map(
      (namespace, nth) =>
        `apiVersion: v1\nkind: Pod\nmetadata: {name: pod-${String(nth)}, namespace: ${namespace}}\n`,
    );
    workspace.set(name, pods.join('---\n'));
  }
  return usualNamespace(workspace.snapshot(), file);
}

describe('usualNamespace', () => {
  it('is that of most objects in the same folder', () => {
    expect(usual('/apps/new.yaml', { '/apps/a.yaml': ['web', 'shop', 'shop'], '/b.yaml': ['lab'] })).toBe(
      'shop',
    );
  });

  it('is that of the nearest folder that has any', () => {
    const others = { '/shop/cart.yaml': ['shop'], '/lab/all.yaml': ['lab', 'lab'] };
    expect(usual('/shop/policies/new.yaml', others)).toBe('shop');
    expect(usual('/elsewhere/new.yaml', others)).toBe('lab');
  });

  it('counts policies as well', () => {
    const workspace = createWorkspace();
    const policy =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x, namespace: shop}\n';
    workspace.set('/a.yaml', `${policy}spec: {podSelector: {}}\n`);
    expect(usualNamespace(workspace.snapshot(), '/b.yaml')).toBe('shop');
  });

  it('is none where nothing is known, and never what is no name', () => {
    expect(usual('/new.yaml', {})).toBe(undefined);
    expect(usual('untitled:Untitled-1', { '/a.yaml': ['shop'] })).toBe(undefined);
    expect(usual('/new.yaml', { '/a.yaml': ['"${1:x}"'] })).toBe(undefined);
  });
});
