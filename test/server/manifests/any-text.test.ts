import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldPath, ManifestFile, OffsetRange } from '../../../server/src/manifests/document';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { many } from '../../thoroughness';

/** Pieces of manifests, of YAML, and of things that have no place in either. */
const PIECES = [
  ...['\n', '\n  ', '\n    ', '\r\n', '\r', ' ', '\t', '- ', '-', ': ', ':', '? ', ', ', ',', '#', ' # note'],
  ...[
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|',
    '>-',
    '|2',
    '&a ',
    '*a ',
    '<<: ',
    '!',
    '!!str ',
    '%',
    '@',
    '`',
    '\\',
  ],
  ...[
    'kind: NetworkPolicy',
    'apiVersion: networking.k8s.io/v1',
    'kind: List',
    'items',
    'metadata',
    'name',
    'spec',
  ],
  ...[
    'podSelector',
    'ingress',
    'from',
    'ports',
    '80',
    'yes',
    '~',
    '__proto__',
    'constructor',
    '---\n',
    '...\n',
  ],
  ...['{{', '}}', '${', '$patch: ', 'sops', '\0', '\x02', '\x18', '\x1f', '\uFEFF', '\u2028', '\uD800', '😀'],
];

const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));

function isWithin(range: OffsetRange, outer: OffsetRange): boolean {
  return outer.start <= range.start && range.start <= range.end && range.end <= outer.end;
}

function* paths(value: unknown, path: FieldPath = []): Generator<FieldPath> {
  yield path;
  if (typeof value !== 'object' || value === null || path.length > 30) return;
  for (const [key, item] of Object.entries(value)) {
    yield* paths(item, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** Every problem within its document, every value with a place in it. */
function check(file: ManifestFile): void {
  const { documents, text } = file;
  for (const { problems, resources, range } of documents) {
    expect(problems.filter((problem) => !isWithin(problem.range, range))).toEqual([]);
    for (const resource of resources) {
      const places = [...paths(resource.value)].map((path) => resource.locate(path)?.value);
      expect(places.filter((place) => place === undefined || !isWithin(place, range))).toEqual([]);
    }
  }
  for (let offset = 0; offset <= text.length; offset++) file.pathAt(offset);
}

test('any text is read, with all places within it', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(anyText, (text) => {
      check(readManifestFile('a.yaml', text));
    }),
    { numRuns: many(5000) },
  );
});

test('any text makes a cluster', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(anyText, anyText, (text, other) => {
      const workspace = createWorkspace();
      workspace.set('a.yaml', text);
      workspace.set('kustomization.yaml', other);
      const before = workspace.snapshot();
      workspace.set('a.yaml', other);
      expect(before.around('a.yaml').cluster.tiers).toHaveLength(3);
      expect(workspace.snapshot().files.get('a.yaml')?.text).toBe(other);
    }),
    { numRuns: many(1000) },
  );
});
