import { describe, expect, test } from 'vitest';
import type { ManifestDocument, NotJudged } from '../../../server/src/manifests/document';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';

function read(text: string): ManifestDocument {
  const [document] = readManifestFile('a.yaml', text).documents;
  if (document === undefined) throw new Error('a file has at least one document');
  return document;
}

const POLICY = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';
const DEPLOYMENT = 'apiVersion: apps/v1\nkind: Deployment\n';

const NOT_JUDGED: readonly (readonly [string, NotJudged, string])[] = [
  ['an action on a line of its own', 'template', `{{- if .Values.on }}\n${POLICY}{{- end }}\n`],
  ['an action as a value', 'template', `${POLICY}spec: {{ .Values.spec }}\n`],
  ['a block that is put in', 'template', `${POLICY}spec:\n  {{- toYaml .Values.spec | nindent 2 }}\n`],
  ['an action behind a value', 'template', `${POLICY}metadata:\n  name: {{ .Release.Name }}-web\n`],
  [
    'an action in a text that policy reads',
    'template',
    `${POLICY}metadata:\n  name: web-{{ .Release.Name }}\n`,
  ],
  [
    'a quoted action that policy reads',
    'template',
    `${POLICY}metadata: {namespace: "{{ .Release.Namespace }}"}\n`,
  ],
  ['an action as a key', 'template', `${POLICY}spec: {podSelector: {matchLabels: {"{{ .key }}": web}}}\n`],
  ['Jinja', 'template', `{% if on %}\n${POLICY}{% endif %}\n`],
  ['a template that is not relevant', 'template', 'kind: ConfigMap\ndata: {{ .Values.data }}\n'],
  ['a placeholder', 'placeholder', `${POLICY}metadata: {name: web, namespace: "\${NS}"}\n`],
  ['a placeholder of kustomize', 'placeholder', `${POLICY}metadata: {name: web, namespace: $(NS)}\n`],
  [
    'a placeholder as a label',
    'placeholder',
    `${DEPLOYMENT}spec: {template: {metadata: {labels: {app: "\${APP}"}}}}\n`,
  ],
  [
    'a placeholder among the ports',
    'placeholder',
    `${DEPLOYMENT}spec: {template: {spec: {containers: [{ports: [{containerPort: "\${P}"}]}]}}}\n`,
  ],
  ['a placeholder on a line of its own', 'placeholder', `${POLICY}spec:\n  podSelector: {}\n\${RULES}\n`],
  [
    'a placeholder in a list of resources',
    'placeholder',
    `kind: List\nitems:\n- ${POLICY.replace('\n', '\n  ')}  metadata: {name: "\${N}"}\n`,
  ],
  ['the key of SOPS', 'encrypted', `${POLICY}spec: {}\nsops: {mac: x}\n`],
  ['an encrypted value', 'encrypted', `${POLICY}spec: {podSelector: "ENC[AES256_GCM,data:x]"}\n`],
  ['a strategic patch', 'patch', `$patch: delete\n${POLICY}`],
  ['a strategic patch further in', 'patch', `${POLICY}spec:\n  ingress:\n  - $patch: replace\n`],
  ['a JSON patch', 'patch', '- op: remove\n  path: /spec/ingress\n'],
];

describe('documents that are not judged', () => {
  test.each(NOT_JUDGED)('%s', (_name, reason, text) => {
    const { notJudged, problems } = read(text);
    expect(notJudged).toBe(reason);
    if (reason === 'template' || reason === 'placeholder') expect(problems).toEqual([]);
  });
});

describe('documents that are judged all the same', () => {
  test.each([
    ['braces in an annotation', `${POLICY}metadata: {annotations: {note: "{{ $labels.pod }} is down"}}\n`],
    ['braces in a comment', `${POLICY}# {{ not a template }}\nspec: {}\n`],
    [
      'an image that is put in later',
      `${DEPLOYMENT}spec: {template: {spec: {containers: [{image: "\${IMAGE}"}]}}}\n`,
    ],
    [
      'a shell script',
      `${DEPLOYMENT}spec: {template: {spec: {containers: [{args: ["echo $(date) \${HOME}"]}]}}}\n`,
    ],
    ['braces in a kind that policy does not read', 'kind: PrometheusRule\nspec: {note: "{{ $value }}"}\n'],
    ['a percent sign in a text', `${POLICY}metadata: {annotations: {note: "{% x %}"}}\n`],
    ['the word sops', `${POLICY}metadata: {name: sops}\n`],
    ['a list of operations in a field', `${POLICY}patches: [{op: remove, path: /a}]\n`],
  ])('%s', (_name, text) => {
    const { notJudged, problems } = read(text);
    expect([notJudged, problems]).toEqual([undefined, []]);
  });

  test('braces in a text excuse no fault elsewhere', () => {
    const text = `${POLICY}metadata:\n  annotations: {note: "{{ $labels.pod }}"}\nspec: [\n`;
    expect(read(text).notJudged).toBeUndefined();
    expect(read(text).problems).toHaveLength(1);
  });

  test('each document decides for itself', () => {
    const text = `${POLICY}spec: {}\n---\n${POLICY}spec: {{ .Values.spec }}\n---\n${POLICY}`;
    const { documents } = readManifestFile('a.yaml', text);
    expect(documents.map(({ notJudged }) => notJudged)).toEqual([undefined, 'template', undefined]);
  });

  test('a reason from elsewhere yields to one of its own', () => {
    const { documents } = readManifestFile('a.yaml', `${POLICY}---\n${POLICY}sops: {}\n`, {
      notJudged: 'patch',
    });
    expect(documents.map(({ notJudged }) => notJudged)).toEqual(['patch', 'encrypted']);
  });
});
