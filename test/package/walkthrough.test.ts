import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTEXT_KEYS } from '../../client/src/context-keys';
import { checkFile } from '../../server/src/rules/check';
import { createWorkspace } from '../../server/src/workspace/workspace';
import { manifest, manifestTexts } from './manifest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const [walkthrough, ...others] = manifest.contributes.walkthroughs;
const steps = walkthrough?.steps ?? [];
const contributed = manifest.contributes.commands.map(({ command }) => command);

function english(key: string): string {
  return manifestTexts[key.slice(1, -1)] ?? '';
}

describe('the walkthrough', () => {
  it('is one of at most five steps', () => {
    expect(others).toEqual([]);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.length).toBeLessThanOrEqual(5);
  });

  it('is not there before a manifest is: VS Code opens that of an extension when it is installed', () => {
    expect(walkthrough?.when).toBe(CONTEXT_KEYS.active);
  });

  it.each(steps)('has a button in step $id, and the step is done when that was done', (step) => {
    const buttons = [...english(step.description).matchAll(/^\[.+\]\(command:([\w.]+)\)$/gmu)];
    const commands = buttons.map(([, command]) => command);
    expect(commands).toHaveLength(1);
    expect(contributed).toContain(commands[0]);
    expect(step.completionEvents).toContain(`onCommand:${commands[0] ?? ''}`);
  });

  it.each(steps)('has a small picture in step $id that is described', ({ media }) => {
    const file = path.join(ROOT, media.image);
    expect(readFileSync(file).subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(statSync(file).size).toBeLessThan(60 * 1024);
    expect(english(media.altText).length).toBeGreaterThan(40);
  });
});

describe('the example', () => {
  it('has one trap, and nothing else that is wrong', () => {
    const workspace = createWorkspace();
    const text = readFileSync(path.join(ROOT, 'client/media/walkthrough/example.yaml'), 'utf8');
    workspace.set('untitled:Untitled-1', text);
    const snapshot = workspace.snapshot();
    const findings = [...snapshot.files.values()].flatMap((file) => checkFile(snapshot, file));
    expect(findings.map(({ code }) => code)).toEqual(['peer-or-instead-of-and']);
  });
});
