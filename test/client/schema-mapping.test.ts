import { describe, expect, it } from 'vitest';
import { isMappedToKubernetes } from '../../client/src/schema-mapping';

const STRICT =
  'https://raw.githubusercontent.com/yannh/kubernetes-json-schema/master/v1.34.1-standalone-strict/all.json';

/** What matches the document of these tests. */
const MATCHING = ['**/*.yaml', '**/k8s/*.yaml', '**/w/k8s/policy.yaml'];

function isMapped(
  schemas: unknown,
  { path = '/w/k8s/policy.yaml', text = 'kind: NetworkPolicy\n', disabled = [] as unknown } = {},
): boolean {
  const document = { path, getText: () => text, matches: (glob: string) => MATCHING.includes(glob) };
  return isMappedToKubernetes(document, { schemas, disableSchemaDetection: disabled });
}

describe('a document is left to the YAML extension', () => {
  it.each([
    [{ kubernetes: 'k8s/*.yaml' }],
    [{ kubernetes: ['other/*.yaml', '*.yaml'] }],
    [{ kubernetes: '/w/k8s/policy.yaml' }],
    [{ ' Kubernetes ': '*.yaml' }],
    [{ [STRICT]: '*.yaml' }],
    [{ kubernetes: '*.yaml', 'https://example.com/values.json': 'values.yaml' }],
  ])('by the settings %j', (schemas) => {
    expect(isMapped(schemas)).toBe(true);
  });

  it.each([
    ['nothing is mapped', {}],
    ['nothing is known', undefined],
    ['the settings are no map', ['*.yaml']],
    ['the globs are none', { kubernetes: [7, null, ''] }],
    ['other files are mapped', { kubernetes: 'other/*.yaml' }],
    ['it is mapped to something else', { 'https://example.com/values.json': '*.yaml' }],
    ['it is mapped twice', { kubernetes: '*.yaml', 'https://example.com/values.json': 'k8s/*.yaml' }],
    ['the schemas are not strict', { [STRICT.replace('-strict', '')]: '*.yaml' }],
    ['there are exceptions', { kubernetes: ['*.yaml', '!k8s/*.yaml'] }],
    ['the globs may mean something else there', { kubernetes: '+(k8s|deploy)/*.yaml' }],
    ['it may be mapped twice', { kubernetes: '*.yaml', 'https://example.com/a.json': '@(k8s|charts)/*' }],
  ])('but not when %s', (_why, schemas) => {
    expect(isMapped(schemas)).toBe(false);
  });

  it.each([
    ['names its schema', { text: '# yaml-language-server: $schema=./mine.json\nkind: NetworkPolicy\n' }],
    ['names its schema in short', { text: 'kind: Pod\n---\n# $schema: ./mine.json\n' }],
    ['lies in a folder that stars do not match', { path: '/w/.deploy/k8s/policy.yaml' }],
    ['is for no schema', { disabled: ['k8s/*.yaml'] }],
    ['is for no schema, by a single glob', { disabled: '*.yaml' }],
  ])('but not when it %s', (_why, more) => {
    expect(isMapped({ kubernetes: '*.yaml' }, more)).toBe(false);
  });
});
