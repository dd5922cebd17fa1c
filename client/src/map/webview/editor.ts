/**
 * The editor, as the page sees it.
 */
import type { FromPage } from './messages';
import type { PageState } from './page-state';

export interface Editor {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageState): void;
}

declare global {
  /** Given to each page by the editor; may be called once. */
  function acquireVsCodeApi(): Editor;
}
