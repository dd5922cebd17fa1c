/** The policy with the extra dash, as the walkthrough ships it: certain, explained, and mended back to stage 3. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile, type Diagnostic } from '../../../server/src/rules/check';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { applyFix } from './fixture';

const STAGES = join(import.meta.dirname, '../../../examples/aks-walkthrough');
const POLICY = 'backend-policy.yaml';

function stage(name: string): ReadonlyMap<string, string> {
  const files = readdirSync(join(STAGES, name));
  return new Map(files.map((file) => [file, readFileSync(join(STAGES, name, file), 'utf8')]));
}

function checkStage(files: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const workspace = createWorkspace();
  for (const [name, text] of files) workspace.set(name, text);
  const snapshot = workspace.snapshot();
  return [...snapshot.files.values()].flatMap((file) => checkFile(snapshot, file));
}

/** The manifest below the comment that begins the file. */
function manifest(text: string | undefined): string {
  return (text ?? '').replace(/^(?:#.*\n)+/u, '');
}

test.each(['1', '2', '3'])('stage %s has no finding', (name) => {
  expect(checkStage(stage(name))).toEqual([]);
});

test('the extra dash is a warning that counts both readings', () => {
  const found = checkStage(stage('3-broken'));
  expect(found).toMatchObject([{ code: 'peer-or-instead-of-and', severity: 'warning' }]);
  expect(found[0]?.message).toContain(
    'covers every pod of namespace development, so the podSelector adds nothing',
  );
  expect(found[0]?.message).toContain('Now: all 3 workloads of namespaces with purpose=development.');
  expect(found[0]?.message).toContain('As one peer (AND): 1 workload, development/frontend.');
});

test('merging the peers gives stage 3 back', () => {
  const broken = stage('3-broken');
  const text = broken.get(POLICY) ?? '';
  const [merge] = checkStage(broken)[0]?.fixes ?? [];
  const fixed = merge && applyFix(text, merge);
  expect(manifest(fixed)).toBe(manifest(stage('3').get(POLICY)));
  expect(checkStage(new Map([...broken, [POLICY, fixed ?? '']]))).toEqual([]);
});
