import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { canMatter } from '../../../server/src/manifests/relevance';

describe('canMatter', () => {
  test.each([
    ['a policy', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n'],
    ['a workload', 'kind: StatefulSet\n'],
    ['a quoted kind', 'kind: "Pod"\n'],
    ['a quoted key', '"kind": "Pod"\n'],
    ['a comment behind the kind', 'kind: Pod # the only one\n'],
    ['Windows line ends', 'apiVersion: v1\r\nkind: Pod\r\n'],
    ['a kind that is misspelt', 'kind: networkpolicy\n'],
    ["another group's policies", 'kind: GlobalNetworkPolicy\n'],
    ['a list', 'kind: ConfigMapList\n'],
    ['a template', 'kind: Template\n'],
    ['JSON on one line', '{"apiVersion":"v1","kind":"Pod"}'],
    ['JSON with indentation', '{\n  "kind": "Pod"\n}'],
    ['a bare list', '- kind: ConfigMap\n- kind: Pod\n'],
    ['an indented document', '  kind: Pod\n'],
    ['two kinds, one of them known', 'kind: ConfigMap\nkind: Pod\n'],
    ['a kind that is not plain', 'kind: &k Pod\n'],
    ['a kind on the next line', 'kind:\n  Pod\n'],
    [
      'another kind with a template of pods',
      'kind: CloneSet\nspec:\n  selector: {app: web}\n  template:\n    spec: {containers: []}\n',
    ],
  ])('%s can', (_name, text) => {
    expect(canMatter(text)).toBe(true);
  });

  test.each([
    ['another kind', 'kind: ConfigMap\ndata: {policy: "kind: NetworkPolicy"}\n'],
    [
      'a definition of policies',
      'kind: CustomResourceDefinition\nspec:\n  names:\n    kind: NetworkPolicy\n',
    ],
    [
      'a definition of a kind with templates of pods',
      'kind: CustomResourceDefinition\nspec: {schema: [selector, template, containers]}\n',
    ],
    ['a file of something else', 'version: 3\nweb: {image: nginx}\n'],
    ['nothing', ''],
    ['a comment', '# kind of\n'],
    ['a word that only begins like a kind', 'kind: Jobs\n'],
  ])('%s cannot', (_name, text) => {
    expect(canMatter(text)).toBe(false);
  });

  test('what cannot matter is still there for whoever asks', () => {
    const { documents, resources } = readManifestFile(
      'a.yaml',
      'kind: Secret\n---\nkind: Pod\n---\nkind: ConfigMap\na: 1\n',
    );
    expect(resources.map(({ kind, document }) => [kind, document.index])).toEqual([['Pod', 1]]);
    const all = documents.flatMap((document) => document.resources);
    expect(all.map(({ kind, document }) => [kind, document.index])).toEqual([
      ['Secret', 0],
      ['Pod', 1],
      ['ConfigMap', 2],
    ]);
    expect(all[2]?.locate(['a'])).toBeDefined();
  });

  test('problems of what cannot matter are found', () => {
    const { documents } = readManifestFile('a.yaml', 'kind: Secret\na: [\n');
    expect(documents[0]?.isRelevant).toBe(false);
    expect(documents[0]?.problems).toHaveLength(1);
  });

  test('a text of blanks costs no more than its length', () => {
    expect(canMatter(`kind:${' '.repeat(100_000)}`)).toBe(false);
    expect(canMatter(`${'kind: '.repeat(20_000)}\n`)).toBe(false);
  });
});
