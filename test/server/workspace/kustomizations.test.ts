import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { patchesNamedBy, patchName } from '../../../server/src/workspace/kustomizations';

function named(file: string, text: string): readonly string[] {
  return patchesNamedBy(readManifestFile(file, text));
}

describe('patchesNamedBy', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'patches by path',
      'patches:\n- path: a.yaml\n- path: sub/b.yaml\n',
      ['o/dev/a.yaml', 'o/dev/sub/b.yaml'],
    ],
    ['strategic patches', 'patchesStrategicMerge:\n- a.yaml\n- ./b.yaml\n', ['o/dev/a.yaml', 'o/dev/b.yaml']],
    ['JSON patches', 'patchesJson6902:\n- {path: a.json, target: {kind: Pod}}\n', ['o/dev/a.json']],
    ['patches of other folders', 'patches: [{path: ../../base/a.yaml}]\n', ['base/a.yaml']],
    ['inline patches', 'patches:\n- patch: |-\n    kind: Pod\n', []],
    ['an inline strategic patch', 'patchesStrategicMerge:\n- |-\n  kind: Pod\n  metadata: {name: a}\n', []],
    ['resources', 'resources: [a.yaml]\n', []],
    ['lists of the wrong type', 'patches: a.yaml\npatchesStrategicMerge: {path: a.yaml}\n', []],
    ['entries of the wrong type', 'patches: [~, 1, {path: 1}, {}]\n', []],
  ])('%s', (_name, text, expected) => {
    expect(named('o/dev/kustomization.yaml', text)).toEqual(expected);
  });

  test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization', 'a/kustomization.yaml'])(
    '%s is one',
    (file) => {
      expect(named(file, 'patches: [{path: p.yaml}]')).toHaveLength(1);
    },
  );

  test.each(['my-kustomization.yaml', 'kustomization.json', 'a.yaml'])('%s is none', (file) => {
    expect(named(file, 'patches: [{path: p.yaml}]')).toEqual([]);
  });

  test('URIs are compared as what they stand for', () => {
    const uri = 'file:///work%20space/kustomization.yaml';
    expect(named(uri, 'patches: [{path: my patch.yaml}]')).toEqual([
      patchName('file:///work%20space/my%20patch.yaml'),
    ]);
  });
});
