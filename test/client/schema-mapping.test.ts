import { describe, expect, it } from 'vitest';
import { shareOf, type YamlSettings } from '../../client/src/schema-mapping';

const STRICT =
  'https://raw.githubusercontent.com/yannh/kubernetes-json-schema/master/v1.34.1-standalone-strict/all.json';

/** What matches the document of these tests. */
const MATCHING = ['**/*.yaml', '**/k8s/*.yaml', '**/w/k8s/policy.yaml'];

const DEFAULTS: YamlSettings = {
  validate: true,
  completion: true,
  schemas: {},
  disableSchemaDetection: [],
  isContributedTo: false,
};

function isMapped(
  schemas: unknown,
  more: { readonly path?: string; readonly text?: string; readonly disabled?: unknown } = {},
): boolean {
  const { disabled = [], ...document } = more;
  return share({ schemas, disableSchemaDetection: disabled }, document).findings;
}

/** What is left to the YAML extension with these settings, in a document that they may map. */
function share(
  settings: Partial<YamlSettings>,
  { path = '/w/k8s/policy.yaml', text = 'kind: NetworkPolicy\n' } = {},
) {
  const document = { path, getText: () => text, matches: (glob: string) => MATCHING.includes(glob) };
  return shareOf(document, { ...DEFAULTS, ...settings });
}

describe('the findings of a document are left to the YAML extension', () => {
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

describe('the fields of a document are left to the YAML extension', () => {
  const schemas = { kubernetes: '*.yaml' };

  it('whether it checks or not', () => {
    expect(share({ schemas, validate: true })).toEqual({ findings: true, fields: true });
    expect(share({ schemas, validate: false })).toEqual({ findings: false, fields: true });
  });

  it('but not when it completes nothing', () => {
    expect(share({ schemas, completion: false })).toEqual({ findings: true, fields: false });
  });

  it.each([
    [{ [STRICT.replace('-strict', '')]: '*.yaml' }],
    [{ kubernetes: '*.yaml', 'https://example.com/values.json': 'k8s/*.yaml' }],
    [{ 'https://json.schemastore.org/networkpolicy.json': 'k8s/*.yaml' }],
  ])('by schemas %j, which are enough for that', (loose) => {
    expect(share({ schemas: loose })).toEqual({ findings: false, fields: true });
  });

  it.each([
    ['nothing is mapped', {}],
    ['other files are mapped', { kubernetes: 'other/*.yaml' }],
    ['it is mapped to something else', { 'https://example.com/values.json': '*.yaml' }],
    ['there are exceptions', { kubernetes: ['*.yaml', '!k8s/*.yaml'] }],
  ])('but not when %s', (_why, others) => {
    expect(share({ schemas: others }).fields).toBe(false);
  });

  it.each([
    ['is for no schema', { disableSchemaDetection: ['k8s/*.yaml'] }, {}],
    ['lies in a folder that stars do not match', {}, { path: '/w/.deploy/k8s/policy.yaml' }],
  ])('but not when it %s', (_why, more, document) => {
    expect(share({ schemas, ...more }, document).fields).toBe(false);
  });

  it('by the schemas that it names, whatever the settings say', () => {
    const naming = (schema: string) => ({ text: `# yaml-language-server: $schema=${schema}\nkind: Pod\n` });
    expect(share({}, naming('schemas/networkpolicy.networking.k8s.io-v1.json')).fields).toBe(true);
    expect(share({ schemas }, naming('./mine.json')).fields).toBe(false);
  });

  it('where a third extension hands it the schemas, but not of kinds that are added to clusters', () => {
    const added = 'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicy\n';
    expect(share({ isContributedTo: true })).toEqual({ findings: false, fields: true });
    expect(share({ isContributedTo: true, completion: false }).fields).toBe(false);
    expect(share({ isContributedTo: true }, { text: added }).fields).toBe(false);
  });
});
