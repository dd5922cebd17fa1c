/**
 * A document by itself, as if there were no other files: for what can be said of it before its folder is read.
 */
import { createPositions } from '../features/positions';
import { createWorkspace } from '../workspace/workspace';
import type { Buffer } from './buffers';
import type { Model } from './models';
import type { Settings } from './settings';

export function loneDocument(
  { key, text, startsWithMark }: Buffer,
  settings: Settings,
): Pick<Model, 'settings' | 'viewFrom'> {
  const workspace = createWorkspace({ namespace: settings.namespace });
  workspace.set(key, text);
  const view = { snapshot: workspace.snapshot(), positions: createPositions(() => startsWithMark) };
  return { settings, viewFrom: () => view };
}
