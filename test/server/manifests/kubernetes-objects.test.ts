import { describe, expect, test } from 'vitest';
import { formatPath } from '../../../server/src/manifests/document';
import { findObjects, isJsonPatch } from '../../../server/src/manifests/kubernetes-objects';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';

/** What is found in a document, one line each: path, kind, namespace/name. */
function found(text: string): readonly string[] {
  const [document] = readManifestFile('a.yaml', text).documents;
  return findObjects(document?.value).map(
    ({ base, apiVersion, kind, namespace, name }) =>
      `${formatPath(base)}: ${apiVersion} ${kind} ${namespace ?? '-'}/${name ?? '-'}`,
  );
}

describe('findObjects', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'one object',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}',
      [': v1 Pod shop/web'],
    ],
    ['JSON', '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}}', [': v1 Pod -/web']],
    ['an object that is just begun', 'kind: Pod', [':  Pod -/-']],
    ['one without a kind yet', 'apiVersion: v1\nmetadata: {name: a}', [': v1  -/a']],
    ['a generated name', 'kind: Pod\nmetadata: {generateName: web-}', [':  Pod -/web-']],
    [
      'a List',
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {kind: Service}',
      ['items[0]: v1 Pod -/a', 'items[1]:  Service -/-'],
    ],
    [
      'the List of one kind, whose items need not repeat it',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems:\n- metadata: {name: a}\n- {apiVersion: v1, kind: Pod}',
      ['items[0]: networking.k8s.io/v1 NetworkPolicy -/a', 'items[1]: v1 Pod -/-'],
    ],
    [
      'a List in a List',
      'kind: List\nitems:\n- kind: List\n  items:\n  - kind: Pod',
      ['items[0].items[0]:  Pod -/-'],
    ],
    [
      'an OpenShift Template',
      'kind: Template\nobjects:\n- kind: Pod\n- 1\n- kind: Service',
      ['objects[0]:  Pod -/-', 'objects[2]:  Service -/-'],
    ],
    ['a bare list', '- kind: Pod\n- kind: Service\n- text', ['[0]:  Pod -/-', '[1]:  Service -/-']],
    ['items that are no list', 'kind: PodList\nitems: {}', [':  PodList -/-']],
    ['a List without items', 'kind: List', [':  List -/-']],
    ['an object that has items but is no list', 'kind: ConfigMap\nitems: []', [':  ConfigMap -/-']],
    ['fields of the wrong type', 'kind: [Pod]\napiVersion: 1\nmetadata: x', []],
    ['a name of the wrong type', 'kind: Pod\nmetadata: {name: 2024, namespace: yes}', [':  Pod -/-']],
    ['nothing of Kubernetes', 'version: "3"\nservices: {}', []],
    ['text', 'hello', []],
    ['nothing', '', []],
  ])('finds %s', (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('stops in lists of lists of lists', () => {
    expect(found(`${'- '.repeat(100)}kind: Pod`)).toEqual([]);
  });
});

describe('isJsonPatch', () => {
  test.each<[string, unknown, boolean]>([
    ['a list of operations', [{ op: 'remove', path: '/spec' }], true],
    ['an empty list', [], false],
    ['resources', [{ kind: 'Pod' }], false],
    ['a mixture', [{ op: 'remove', path: '/spec' }, { kind: 'Pod' }], false],
    ['a mapping', { op: 'remove', path: '/spec' }, false],
  ])('%s', (_name, value, expected) => {
    expect(isJsonPatch(value)).toBe(expected);
  });
});
