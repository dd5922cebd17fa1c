import { describe, expect, test } from 'vitest';
import type { ManifestFile } from '../../../server/src/manifests/document';
import { createDocumentCache } from '../../../server/src/manifests/document-cache';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { many, oneOf } from '../../thoroughness';
import { mark, marked } from './marked-text';

/** Much work: slow where many tests run at once. */
const PATIENT = { timeout: 120_000 };

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: backend   # the one
  namespace: shop
  annotations: {"note": 'it''s', text: |
      none}
spec:
  podSelector:
    matchLabels: &web
      app: web
  policyTypes: [Ingress, "Egress"]
  ingress:
  - from:
    - namespaceSelector: {matchLabels: {team: tills}}
      podSelector:
        matchLabels: *web
    - ipBlock:
        cidr: 10.0.0.0/8
        except: ["10.1.0.0/16"]
    ports:
    - protocol: TCP
      port: 80
    - port: "http"
  egress:
    - {}
`.replace(/ text: \|\n {6}none\}/u, ' text: none}');

/** Reads everything there is to read. */
function exhaust(file: ManifestFile): void {
  for (const document of file.documents) {
    for (const { range } of document.problems) {
      expect(range.start).toBeGreaterThanOrEqual(document.range.start);
      expect(range.end).toBeLessThanOrEqual(document.range.end);
      expect(range.start).toBeLessThanOrEqual(range.end);
    }
    for (const resource of document.resources) {
      expect(resource.locate([])).toBeDefined();
      for (const { name } of resource.keysOf(['spec'])) resource.locate(['spec', name]);
      resource.shapeOf(['spec', 'ingress', 0]);
    }
  }
}

describe('readManifestFile', () => {
  test('numbers documents and resources', () => {
    const text = 'kind: Pod\n---\n---\nkind: List\nitems: [{kind: Pod}, {kind: Service}]\n---\nkind: Job\n';
    const file = readManifestFile('a.yaml', text);
    const { documents, resources } = file;
    expect(documents.map(({ index, resources: own }) => [index, own.length])).toEqual([
      [0, 1],
      [1, 0],
      [2, 2],
      [3, 1],
    ]);
    expect(resources.map(({ kind, document }) => [kind, document.index])).toEqual([
      ['Pod', 0],
      ['Pod', 2],
      ['Service', 2],
      ['Job', 3],
    ]);
    const numbers = resources.map(({ index }) => index);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers);
    expect(numbers.map((index) => file.resourceAt(index))).toEqual(resources);
    const others = [-1, 1, (numbers[2] ?? 0) + 1, (numbers[3] ?? 0) * 2];
    expect(others.map((index) => file.resourceAt(index))).toEqual(others.map(() => undefined));
  });

  test('reads a broken document as far as it goes', () => {
    const { documents, resources } = readManifestFile(
      'a.yaml',
      'kind: NetworkPolicy\nmetadata:\n  name: web\nspec:\n  podSelector: {}\n  pod\n',
    );
    expect(documents[0]?.problems).toHaveLength(1);
    expect(resources[0]).toMatchObject({ kind: 'NetworkPolicy', name: 'web' });
    expect(resources[0]?.value['spec']).toMatchObject({ podSelector: {} });
  });

  test('tells each repeated key, with the path of its mapping in the resource', () => {
    const { text, ranges } = marked(
      'kind: List\nitems:\n- kind: Pod\n- kind: Pod\n  spec:\n  - a: 1\n    «a»: 1\n    "«a»": 2\n'.replace(
        '"«a»"',
        '«"a"»',
      ) + '  «kind»: Pod\n«items»: []\n',
    );
    const { resources } = readManifestFile('a.yaml', text);
    expect(resources).toEqual([]);
    const kept = readManifestFile('a.yaml', text.replace(/items: \[\]\n$/u, ''));
    expect(kept.resources.map(({ duplicateKeys }) => duplicateKeys)).toEqual([
      [],
      [
        { path: ['spec', 0], key: 'a', range: ranges[0] },
        { path: ['spec', 0], key: 'a', range: ranges[1] },
        { path: [], key: 'kind', range: ranges[2] },
      ],
    ]);
    expect(kept.documents[0]?.problems).toEqual([]);
  });

  test('keys that differ only in how they are written are the same key', () => {
    const { resources } = readManifestFile('a.yaml', 'kind: Pod\nl: {1: a, "1": b, on: c, yes: d}\n');
    expect(resources[0]?.duplicateKeys.map(({ key }) => key)).toEqual(['1', 'true']);
  });

  test('keys of a merge are not repeated ones', () => {
    const { resources } = readManifestFile('a.yaml', 'kind: Pod\na: &a {x: 1}\nb: {<<: *a, x: 2, <<: *a}\n');
    expect(resources[0]?.duplicateKeys).toEqual([]);
  });

  test('line ends change no value, and every place is the same text', () => {
    const unix = readManifestFile('a.yaml', POLICY);
    const windows = readManifestFile('a.yaml', POLICY.replaceAll('\n', '\r\n'));
    const macintosh = readManifestFile('a.yaml', POLICY.replaceAll('\n', '\r'));
    for (const other of [windows, macintosh]) {
      expect(other.resources[0]?.value).toEqual(unix.resources[0]?.value);
      const range = other.resources[0]?.locate(['spec', 'ingress', 0, 'from', 1])?.value;
      expect(other.text.slice(range?.start, range?.end).replace(/\r\n?/gu, '\n')).toMatch(
        /^ipBlock:[^]*"10\.1\.0\.0\/16"\]$/u,
      );
    }
  });

  test('any cut of a policy is read', PATIENT, () => {
    for (let end = 0; end <= POLICY.length; end += oneOf(7))
      exhaust(readManifestFile('a.yaml', POLICY.slice(0, end)));
  });

  test('a policy without any one of its lines is read', PATIENT, () => {
    const lines = POLICY.split('\n');
    for (const gone of lines.keys()) {
      exhaust(readManifestFile('a.yaml', lines.filter((_line, nth) => nth !== gone).join('\n')));
    }
  });

  test('a policy with signs put in or in the place of others is read', PATIENT, () => {
    for (let at = 0; at < POLICY.length; at += oneOf(15)) {
      const sign = '[]{}:-"\'|>&*!%@`#,?\t\n'.charAt(at % 22);
      exhaust(readManifestFile('a.yaml', POLICY.slice(0, at) + sign + POLICY.slice(at)));
      exhaust(readManifestFile('a.yaml', POLICY.slice(0, at) + sign + POLICY.slice(at + 1)));
    }
  });

  test('a policy that is being typed has at most one problem at a time', PATIENT, () => {
    for (let end = 0; end <= POLICY.length; end += oneOf(7)) {
      const { documents } = readManifestFile('a.yaml', POLICY.slice(0, end));
      const told = documents.flatMap(({ problems }) => problems);
      expect([POLICY.slice(0, end), told.length]).toEqual([POLICY.slice(0, end), Math.min(told.length, 1)]);
    }
  });

  test('thousands of documents', PATIENT, () => {
    const count = many(5000);
    const text = Array.from({ length: count }, (_, n) => POLICY.replace('backend', `backend-${n}`)).join(
      '---\n',
    );
    const { documents, resources } = readManifestFile('a.yaml', text);
    expect(documents).toHaveLength(count);
    expect(resources.at(-1)).toMatchObject({ name: `backend-${count - 1}` });
    const name = resources[count / 2]?.locate(['metadata', 'name'])?.value ?? { start: 0, end: 0 };
    expect(text.slice(name.start, name.end)).toBe(`backend-${count / 2}`);
  });

  test('a text of JSON has its places, too', () => {
    const { text, ranges } = marked(
      '{\n  "kind": "Pod",\n  "metadata": {"name": «"web"»},\n  "spec": {"«x»": 1}\n}\n'.replace(
        '"«x»"',
        '«"x"»',
      ),
    );
    const { resources, documents } = readManifestFile('a.json', text);
    expect(documents[0]?.problems).toEqual([]);
    expect(resources[0]?.locate(['metadata', 'name'])?.value).toEqual(ranges[0]);
    expect(resources[0]?.locate(['spec', 'x'])?.key).toEqual(ranges[1]);
  });

  test('a comma too few in JSON is told where it is', () => {
    const text = '{\n  "kind": "Pod"\n  "spec": {}\n}\n';
    const [problem] = readManifestFile('a.json', text).documents[0]?.problems ?? [];
    expect(mark(text, problem?.range ?? { start: 0, end: 0 })).toBe(
      '{\n  "kind": "Pod"\n  «"spec"»: {}\n}\n',
    );
    expect(problem?.message).toBe('A comma or colon is missing in front of "spec".');
  });
});

describe('the cache of documents', () => {
  test('a change costs one document', () => {
    const cache = createDocumentCache();
    const { text, ranges } = marked('kind: Pod\na: 1\n---\nkind: Pod\nb: 22\n---\nkind: Pod\nc: «1»\n');
    const before = readManifestFile('a.yaml', text.replace('22', '2'), { cache });
    const after = readManifestFile('a.yaml', text, { cache });
    const same = before.resources.map(({ value }, nth) => value === after.resources[nth]?.value);
    expect(same).toEqual([true, false, true]);
    expect(after.resources[2]?.locate(['c'])?.value).toEqual(ranges[0]);
  });

  test('what it has forgotten is read again', () => {
    const cache = createDocumentCache({ contents: 10, trees: 10, recentTrees: 10 });
    const text = 'kind: Pod\nname: a\n---\nkind: Pod\nname: b\n';
    const file = readManifestFile('a.yaml', text, { cache });
    const again = readManifestFile('a.yaml', text, { cache });
    expect(again.resources[0]?.value).toEqual(file.resources[0]?.value);
    expect(again.resources[0]?.value).not.toBe(file.resources[0]?.value);
    expect(file.resources.map((resource) => resource.locate(['name'])?.value)).toEqual([
      { start: 16, end: 17 },
      { start: 38, end: 39 },
    ]);
  });
});
