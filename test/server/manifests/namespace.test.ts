import { expect, test } from 'vitest';
import { readNamespaceLabels } from '../../../server/src/manifests/namespace';

test('every namespace has the label of its name, whatever the manifest says', () => {
  const value = { metadata: { labels: { team: 'a', 'kubernetes.io/metadata.name': 'other' } } };
  expect([...readNamespaceLabels(value, 'shop')]).toEqual([
    ['team', 'a'],
    ['kubernetes.io/metadata.name', 'shop'],
  ]);
  expect([...readNamespaceLabels(undefined, 'shop')]).toEqual([['kubernetes.io/metadata.name', 'shop']]);
});
