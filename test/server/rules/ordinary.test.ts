/** Manifests as good people write them: not one warning or error at default settings. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from './fixture';

const FOLDER = join(import.meta.dirname, '../../fixtures/ordinary');
const files = readdirSync(FOLDER);

test.each(files)('%s', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  for (const written of [text, text.replaceAll('\n', '\r\n')]) {
    const grave = check(written).filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(grave.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  }
});

test('they are varied enough to prove something', () => {
  const policies = files.flatMap((file) => [
    ...readFileSync(join(FOLDER, file), 'utf8').matchAll(/^[ {]*"?kind"?: *"?NetworkPolicy"?,?$/gmu),
  ]);
  expect(policies.length).toBeGreaterThanOrEqual(80);
});
