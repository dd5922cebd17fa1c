import { expect, test } from 'vitest';
import { appendedObject, appendedObjects, type NewValue } from '../../../../server/src/rules/fixes/new-item';
import type { FieldPath } from '../../../../server/src/manifests/document';
import { createWorkspace } from '../../../../server/src/workspace/workspace';
import { applyFix } from '../fixture';

const PORTS: FieldPath = ['spec', 'ports'];
const UDP: NewValue = { protocol: 'UDP', port: 53 };

function source(text: string) {
  const workspace = createWorkspace();
  workspace.set('a.yaml', text);
  const file = workspace.snapshot().files.get('a.yaml');
  const [resource] = file?.resources ?? [];
  if (file === undefined || resource === undefined) throw new Error('no resource in the text');
  return { file, resource };
}

function after(text: string, value: NewValue, path = PORTS): string | undefined {
  const edit = appendedObject(source(text), path, value);
  return edit && applyFix(text, { title: '', edits: [edit] });
}

const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';

test('goes behind the last item, in its column', () => {
  const text = `${HEAD}spec:\n  ports:\n  - port: 1\n    protocol: TCP # one\n  other: 1\n`;
  expect(after(text, UDP)).toBe(text.replace('# one\n', '# one\n  - protocol: UDP\n    port: 53\n'));
});

test('works at the end of a file without a line end, and with carriage returns', () => {
  const text = `${HEAD}spec:\n  ports:\n  - port: 1`;
  expect(after(text, UDP)).toBe(`${text}\n  - protocol: UDP\n    port: 53`);
  const windows = text.replaceAll('\n', '\r\n');
  expect(after(windows, UDP)).toBe(`${windows}\r\n  - protocol: UDP\r\n    port: 53`);
});

test('indents what is inside as the document does', () => {
  const text = `${HEAD}spec:\n    ports:\n      - port: 1\n`;
  const value = { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], podSelector: {} };
  expect(after(text, value)).toBe(
    `${text}      - to:\n          - ipBlock:\n                cidr: 192.0.2.0/24\n        podSelector: {}\n`,
  );
});

test('is written in braces where the list is', () => {
  const text = `${HEAD}spec: {ports: [{port: 1}]}\n`;
  expect(after(text, UDP)).toBe(`${HEAD}spec: {ports: [{port: 1}, {protocol: UDP, port: 53}]}\n`);
});

test('is JSON in JSON', () => {
  const text =
    '{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "spec": {"ports": [{"port": 1}]}}';
  expect(after(text, UDP)).toBe(text.replace('}]', '}, {"protocol": "UDP", "port": 53}]'));
});

test('puts words in quotes that would be read as something else', () => {
  const text = `${HEAD}spec: {ports: [{a: 1}]}\n`;
  expect(after(text, { a: 'yes', b: '8080', c: 'x: y', d: 'plain-word' })).toContain(
    '{a: "yes", b: "8080", c: "x: y", d: plain-word}',
  );
});

test('several go in together', () => {
  const text = `${HEAD}spec:\n  ports:\n  - port: 1\n`;
  const edit = appendedObjects(source(text), PORTS, [{ port: 2 }, { port: 3 }]);
  expect(edit && applyFix(text, { title: '', edits: [edit] })).toBe(`${text}  - port: 2\n  - port: 3\n`);
});

test.each([
  'spec: {ports: []}',
  'spec: {}',
  'spec: {ports: 1}',
  'spec:\n  ports:\n  -',
  'x: &a [{port: 1}]\nspec: {ports: *a}',
])('leaves %j alone', (text) => {
  expect(after(`${HEAD}${text}\n`, UDP)).toBeUndefined();
});
