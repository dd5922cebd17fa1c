/**
 * Starts an editor with files on its disk, and closes it when the test is over.
 */
import { onTestFinished } from 'vitest';
import { startEditor, uriOf, type Editor, type EditorOptions } from './editor';
import { createMemoryRuntime, type MemoryRuntime } from './memory-runtime';

export interface Started {
  readonly editor: Editor;
  /** By name in the open folder, or by URI. */
  readonly disk: MemoryRuntime['disk'];
}

export type StartOptions = Partial<EditorOptions> & {
  readonly beforeEach?: (name: string) => void;
};

export async function start(
  files: Readonly<Record<string, string | Error>> = {},
  { beforeEach, ...options }: StartOptions = {},
): Promise<Started> {
  const onDisk = Object.entries(files).map(([name, text]) => [uriOf(name), text] as const);
  const runtime = createMemoryRuntime({
    files: Object.fromEntries(onDisk),
    ...(beforeEach && { beforeEach }),
  });
  const editor = await startEditor({ runtime, ...options });
  onTestFinished(() => editor.close());
  return { editor, disk: runtime.disk };
}
