/**
 * What is known of the node in focus, below the graph: with whom it may connect, on which ports.
 */
import { t } from './l10n';
import type { MapGraph } from './messages';
import { html } from './elements';
import type { Ends, Neighbour, Neighbours } from './neighbours';
import { changeOf } from './traffic';
import type { VisibleNode } from './visible';
import { both, memberName, nodeName, trafficText, workloadCount, workloadsOf } from './words';

const MOST_LINES = 60;
const MOST_BUTTONS = 8;

export interface DetailsView {
  readonly root: HTMLElement;
  show(node: VisibleNode, neighbours: Neighbours): void;
  /** Nothing is in focus. */
  showHint(map: MapGraph): void;
}

/** @param onOpen called with the id of a workload whose manifest is to be opened */
export function createDetails(onOpen: (workload: string) => void): DetailsView {
  const root = html('section', { class: 'details', 'aria-label': t('Details'), tabindex: 0 });
  return {
    root,
    show(node, neighbours) {
      root.replaceChildren(
        html('h2', {}, nodeName(node)),
        openButtons(node, onOpen),
        html(
          'div',
          { class: 'columns' },
          column(t('Reachable from'), neighbours.from),
          column(t('Reaches'), neighbours.to),
        ),
      );
    },
    showHint({ basis }) {
      root.replaceChildren(
        html('h2', {}, basis),
        html('p', {}, t('Choose a workload to see who can reach it and what it can reach.')),
      );
    },
  };
}

function openButtons(node: VisibleNode, onOpen: (workload: string) => void): HTMLElement {
  const workloads = node.kind === 'workloads' ? workloadsOf(node) : [];
  const buttons = workloads.slice(0, MOST_BUTTONS).map(({ id, name }) => {
    const button = html(
      'button',
      { class: 'link' },
      workloads.length === 1 ? t('Open manifest') : t('Open {0}', name),
    );
    button.addEventListener('click', () => onOpen(id));
    return button;
  });
  const left = workloads.length - buttons.length;
  return html(
    'div',
    { class: 'links' },
    ...buttons,
    ...(left > 0 ? [html('span', {}, t('and {0} more', left))] : []),
  );
}

function column(title: string, { all, workloads, outside }: Ends): HTMLElement {
  const amount = both([...(workloads > 0 ? [workloadCount(workloads)] : []), ...outside]);
  const heading = html('h3', {}, title, ' ', html('span', {}, amount === '' ? t('nothing') : amount));
  const lines = all.slice(0, MOST_LINES).map(line);
  const more = all.length > MOST_LINES ? [html('li', {}, t('and {0} more', all.length - MOST_LINES))] : [];
  return html('div', {}, heading, ...(all.length === 0 ? [] : [html('ul', {}, ...lines, ...more)]));
}

function line({ node, traffic }: Neighbour): HTMLElement {
  const change = changeOf(traffic);
  return html('li', { class: change }, memberName(node), html('span', {}, `: ${trafficText(traffic)}`));
}
