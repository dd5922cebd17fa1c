/**
 * What the page remembers of itself while it is hidden, and when the window is closed.
 */
import type { Choice, Zoom } from './zoom';

export interface PageState {
  /** The document the map was asked from. */
  readonly uri?: string;
  readonly filter: string;
  /** Namespaces that the reader folded or opened. */
  readonly folded: Readonly<Record<string, boolean>>;
  /** The node in focus. */
  readonly focus?: string | undefined;
  /** Absent until the reader chooses what to see. */
  readonly zoom?: Choice;
  readonly isTable: boolean;
}

const EMPTY: PageState = { filter: '', folded: {}, isTable: false };

/** What was remembered, as far as it can be used. */
export function readPageState(value: unknown): PageState {
  if (!isRecord(value)) return EMPTY;
  const { uri, filter, folded, focus, zoom, isTable } = value;
  return {
    ...(typeof uri === 'string' && { uri }),
    filter: typeof filter === 'string' ? filter : '',
    folded: isRecord(folded) ? Object.fromEntries(Object.entries(folded).flatMap(booleanEntry)) : {},
    ...(typeof focus === 'string' && { focus }),
    ...((zoom === 'whole' || isZoom(zoom)) && { zoom }),
    isTable: isTable === true,
  };
}

function booleanEntry([key, value]: readonly [string, unknown]): readonly (readonly [string, boolean])[] {
  return typeof value === 'boolean' ? [[key, value]] : [];
}

function isZoom(value: unknown): value is Zoom {
  return isRecord(value) && [value['x'], value['y'], value['scale']].every(Number.isFinite);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
