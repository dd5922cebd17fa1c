import { describe, expect, it } from 'vitest';
import { oneLine } from '../../../server/src/cli/harmless-output';
import { folder } from './memory-io';
import { run } from './run';

/** Moves the cursor up and erases what stands there, in the way a name can be written. */
const POD = `apiVersion: v1
kind: Pod
metadata: {name: "a\\e[1A\\e[2Kall is well\\r\\a", namespace: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: b, namespace: shop}
`;

describe('a manifest that holds commands for terminals', () => {
  it('gives none to a terminal', async () => {
    const { out } = await run(['connectivity', '.'], { cwd: folder({ 'a.yaml': POD }), terminal: true });
    expect(out).toContain('a\uFFFD[1A\uFFFD[2Kall is well\uFFFD\uFFFD');
    expect(out.replaceAll(/\u001B\[\d+m/gu, '')).not.toContain('\u001B');
  });

  it('is left as it is for programs', async () => {
    const { out } = await run(['connectivity', '.'], { cwd: folder({ 'a.yaml': POD }) });
    expect(out).toContain('a\u001B[1A\u001B[2Kall is well\r\u0007');
  });

  it('is told on one line where it cannot be read, whatever its name', async () => {
    const cwd = folder({ 'x\n::error::\u001B[2K.yaml': 'a: [' });
    const { err } = await run(['check', '.'], { cwd });
    expect(err).toMatch(/^podreach: x\uFFFD::error::\uFFFD\[2K\.yaml:1:4: [^\n]*\n$/u);
  });
});

it('leaves all other text', () => {
  expect(oneLine('ä\tß 😀 "x"')).toBe('ä\tß 😀 "x"');
});
