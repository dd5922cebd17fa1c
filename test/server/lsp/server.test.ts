import { afterEach, describe, expect, it } from 'vitest';
import { startEditor, uriOf, type Editor, type EditorOptions } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { createMemoryRuntime } from './memory-runtime';

const editors: Editor[] = [];

afterEach(() => {
  for (const editor of editors.splice(0)) editor.close();
});

async function start(
  files: Readonly<Record<string, string | Error>> = { 'workloads.yaml': WORKLOADS },
  options: Partial<EditorOptions> = {},
) {
  const onDisk = Object.entries(files).map(([name, text]) => [uriOf(name), text] as const);
  const runtime = createMemoryRuntime({ files: Object.fromEntries(onDisk) });
  const editor = await startEditor({ runtime, ...options });
  editors.push(editor);
  return { editor, disk: runtime.disk };
}

describe('reading aids', () => {
  it('answer from all files of the folder, open or not', async () => {
    const { editor } = await start();
    const policy = await editor.open('policy.yaml', POLICY);
    expect(await policy.lensTitles()).toEqual([]);
    expect(await policy.hover('podSel|ector')).toContain('1 of 3 workloads');
  });
});
