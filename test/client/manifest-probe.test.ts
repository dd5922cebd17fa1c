import { describe, expect, it } from 'vitest';
import { mentionsManifest } from '../../client/src/manifest-probe';

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: backend
`;

describe('mentionsManifest', () => {
  it.each([
    ['a policy', policy],
    ['a policy with CRLF', policy.replaceAll('\n', '\r\n')],
    ['a policy behind a byte order mark', `\uFEFF${policy}`],
    ['a quoted kind', 'apiVersion: v1\nkind: "Pod"\n'],
    ['a quoted key', 'apiVersion: v1\n"kind" : Pod\n'],
    ['the second document', `# nothing\n---\n${policy}`],
    ['an item of a List', 'apiVersion: v1\nkind: List\nitems:\n  - kind: Deployment\n'],
    ['a kind behind a dash', 'apiVersion: v1\nitems:\n- kind: Service\n  apiVersion: v1\n'],
    ['JSON', '{\n  "apiVersion": "v1",\n  "kind": "Pod"\n}'],
    ['JSON in one line', '{"apiVersion":"v1","kind":"NetworkPolicy"}'],
    ['policies of other engines', 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\n'],
    ['a template', 'apiVersion: {{ .api }}\nkind: NetworkPolicy\nspec: {{ .spec }}\n'],
  ])('finds %s', (_, text) => {
    expect(mentionsManifest(text)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a workflow', 'on: push\njobs:\n  test:\n    runs-on: linux\n'],
    ['a kind that is of no concern', 'apiVersion: v1\nkind: ConfigMap\n'],
    ['a kind that only begins alike', 'apiVersion: v1\nkind: PodTemplateList\n'],
    ['a kind without an API version', 'kind: Service\n'],
    ['a kind in a comment', '# apiVersion: v1\n# kind: Pod\n'],
    ['a package file', '{"name": "x", "dependencies": {}}'],
  ])('passes over %s', (_, text) => {
    expect(mentionsManifest(text)).toBe(false);
  });

  it.each([
    ['spaces', ' '.repeat(200_000)],
    ['dashes', '- '.repeat(100_000)],
    ['blank lines', '\n'.repeat(200_000)],
    ['almost a key', '"kind" '.repeat(50_000)],
  ])('comes to an end on %s', (_, text) => {
    expect(mentionsManifest(`apiVersion\n${text}`)).toBe(false);
  });
});
