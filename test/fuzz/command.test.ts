/**
 * Mangled manifests as files of the command: every verb answers with a status of its contract and, where it was asked
 * for JSON, with JSON; and the same twice. `PODREACH_RUNS` sets how many are tried.
 */
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../server/cli/memory-io';
import { run } from '../server/cli/run';
import { SHOP } from '../server/cli/shop';
import { RUNS } from '../thoroughness';
import { mangledManifest } from './mangled-manifests';

const VERBS: readonly (readonly string[])[] = [
  ['check', '.'],
  ['connectivity', '.'],
  ['reach', '--to', 'shop/cart', '.'],
  ['explain', '--from', 'web/front', '--to', 'svc/shop/cart', '.'],
  ['diff', 'mangled.yaml', '.'],
];

it('the command answers whatever the files hold', async () => {
  const cwd = folder(SHOP);
  const answers = fc.asyncProperty(mangledManifest, fc.constantFrom(...VERBS), async ({ after }, verb) => {
    writeFileSync(path.join(cwd, 'mangled.yaml'), after);
    const answer = await run([...verb, '--format', 'json'], { cwd });
    expect([0, 1, 2]).toContain(answer.status);
    expect(answer.err).not.toMatch(/failed|internal error/u);
    if (answer.out !== '') JSON.parse(answer.out);
    expect(await run([...verb, '--format', 'json'], { cwd })).toEqual(answer);
  });
  await fc.assert(answers, { numRuns: Math.ceil(RUNS / 10) });
});
