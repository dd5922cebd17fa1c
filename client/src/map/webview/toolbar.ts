/**
 * The controls above the map.
 */
import { html } from './elements';
import { t } from './l10n';

export interface ToolbarEvents {
  readonly onFilter: (text: string) => void;
  readonly onFoldAll: (folded: boolean) => void;
  readonly onZoomIn: () => void;
  readonly onZoomOut: () => void;
  readonly onFit: () => void;
  readonly onTable: (isTable: boolean) => void;
  readonly onExport: () => void;
}

export interface Toolbar {
  readonly root: HTMLElement;
  /** Says how many match the filter; a screen reader says it, too. */
  setMatches(text: string): void;
}

export function createToolbar(
  { filter, isTable }: { readonly filter: string; readonly isTable: boolean },
  events: ToolbarEvents,
): Toolbar {
  const matches = html('span', { class: 'matches', role: 'status' });
  const input = html('input', {
    type: 'search',
    'aria-label': t('Filter by name, namespace, kind or label'),
    placeholder: t('Name, namespace or label'),
    spellcheck: 'false',
  });
  input.value = filter;
  input.addEventListener('input', () => events.onFilter(input.value));
  const table = button(t('Table'), t('Show the connections as a table'), () => {
    const pressed = table.getAttribute('aria-pressed') !== 'true';
    table.setAttribute('aria-pressed', String(pressed));
    events.onTable(pressed);
  });
  table.setAttribute('aria-pressed', String(isTable));
  const root = html(
    'header',
    { class: 'toolbar' },
    html('div', { class: 'search' }, input, matches),
    group(
      t('Namespaces'),
      button(t('Fold'), t('Fold all namespaces'), () => events.onFoldAll(true)),
      button(t('Unfold'), t('Unfold all namespaces'), () => events.onFoldAll(false)),
    ),
    group(
      t('Zoom'),
      button('−', t('Zoom out'), events.onZoomOut),
      button(t('Fit'), t('Fit: show the whole map'), events.onFit),
      button('+', t('Zoom in'), events.onZoomIn),
    ),
    table,
    button(t('Export'), t('Export the map as an SVG picture'), events.onExport),
  );
  return {
    root,
    setMatches: (text) => {
      if (matches.textContent !== text) matches.textContent = text;
    },
  };
}

/** The label contains what can be read, so that it can be said to a voice control. */
function button(text: string, label: string, onClick: () => void): HTMLButtonElement {
  const element = html('button', { type: 'button', title: label, 'aria-label': label }, text);
  element.addEventListener('click', onClick);
  return element;
}

function group(label: string, ...buttons: readonly HTMLElement[]): HTMLElement {
  return html('div', { class: 'group', role: 'group', 'aria-label': label }, ...buttons);
}
