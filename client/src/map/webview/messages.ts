/**
 * What the map's page and the extension tell each other. The page is shown what others wrote, so nothing it says is
 * trusted.
 */
import type { MapPolicy, MapResult } from '../../../../server/src/lsp/protocol';

/** The attribute of the page's body that holds its translations. */
export const WORDS = 'data-words';

/** What the page needs to draw: where things are written stays with the extension. */
export type MapGraph = Omit<MapResult, 'policies'>;

/** The policy under the cursor. */
export type FollowedPolicy = Omit<MapPolicy, 'location'>;

export type ToPage =
  /** `uri`: the document the map was asked from, to ask again after a restart of the window. */
  | { readonly type: 'map'; readonly map: MapGraph; readonly uri?: string }
  | { readonly type: 'policy'; readonly policy?: FollowedPolicy }
  | { readonly type: 'failed'; readonly reason: string };

export type FromPage =
  | { readonly type: 'ready' }
  /** Opens the manifest of a workload. */
  | { readonly type: 'open'; readonly workload: string }
  | { readonly type: 'export'; readonly svg: string };

/** Undefined for what is none of the page's messages. */
export function readFromPage(value: unknown): FromPage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, workload, svg } = value;
  if (type === 'ready') return { type };
  if (type === 'open' && typeof workload === 'string') return { type, workload };
  return type === 'export' && typeof svg === 'string' && svg.startsWith('<svg ') ? { type, svg } : undefined;
}

/** Undefined for what the extension did not send: windows get messages from others, too. */
export function readToPage(value: unknown): ToPage | undefined {
  if (!isRecord(value)) return undefined;
  switch (value['type']) {
    case 'map':
      return isRecord(value['map']) ? (value as unknown as ToPage) : undefined;
    case 'policy':
      return value as unknown as ToPage;
    case 'failed':
      return typeof value['reason'] === 'string' ? (value as unknown as ToPage) : undefined;
    default:
      return undefined;
  }
}

/** The document that the page remembered when the window was closed. */
export function readRememberedUri(state: unknown): string | undefined {
  return isRecord(state) && typeof state['uri'] === 'string' ? state['uri'] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
