import { expect, test } from 'vitest';
import { isManifestName, isPassedOverFolder } from '../../../server/src/workspace/manifest-names';

test.each([
  ['a.yaml', true],
  ['dir/a.yml', true],
  ['A.YAML', true],
  ['file:///a%20b.json', true],
  ['a.yaml.bak', false],
  ['yaml', false],
  ['a.tpl', false],
])('%s may hold manifests: %s', (name, expected) => {
  expect(isManifestName(name)).toBe(expected);
});

test.each([
  ['.git', true],
  ['node_modules', true],
  ['.github', false],
  ['git', false],
])('the folder %s is passed over: %s', (name, expected) => {
  expect(isPassedOverFolder(name)).toBe(expected);
});
