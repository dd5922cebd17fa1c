/**
 * Entry point of the map's page.
 */
import { MapPage } from './map-page';
import { readToPage } from './messages';

const editor = acquireVsCodeApi();
const page = new MapPage(editor);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = readToPage(data);
  if (message) page.receive(message);
});
editor.postMessage({ type: 'ready' });
