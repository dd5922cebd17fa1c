/** Keeps a picture of what the window showed when a test failed. */
import { afterEach } from 'vitest';
import { EditorWindow } from './window';

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await EditorWindow.screenshotAll(`failed-${task.name.replace(/[^a-z\d]+/giu, '-')}`);
});
