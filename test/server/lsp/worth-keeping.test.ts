import { describe, expect, it } from 'vitest';
import { isWorthKeeping, mayBeWorthKeeping } from '../../../server/src/lsp/worth-keeping';

const MANIFEST = 'file:///w/a.yaml';

const USEFUL: readonly (readonly [name: string, text: string])[] = [
  ['a manifest', 'apiVersion: v1\nkind: Pod\n'],
  ['one of several documents', 'kind: ConfigMap\n---\nkind: Pod\n'],
  ['JSON', '[{"kind": "Pod"}]'],
  ['a key in escapes', '{"k\\u0069nd": "Pod"}'],
  ['a comment to us', 'replicas: 3 # podreach-ignore no-such-rule\n'],
];

describe('what is worth keeping', () => {
  it.each(USEFUL)('is %s', (_name, text) => {
    expect(mayBeWorthKeeping(MANIFEST, Buffer.from(text))).toBe(true);
    expect(mayBeWorthKeeping(MANIFEST, Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe(true);
    expect(isWorthKeeping(MANIFEST, text)).toBe(true);
  });

  it('is every kustomization, whatever is in it', () => {
    const text = 'resources: []\n';
    expect(mayBeWorthKeeping('file:///w/kustomization.yaml', Buffer.from(text))).toBe(true);
    expect(isWorthKeeping('file:///w/kustomization.yaml', text)).toBe(true);
  });

  it('is not what has no object, nor what has others only', () => {
    expect(mayBeWorthKeeping(MANIFEST, Buffer.from('replicas: 3\n'))).toBe(false);
    expect(isWorthKeeping(MANIFEST, 'kind: ConfigMap\n---\nkind: Secret\n')).toBe(false);
  });
});
