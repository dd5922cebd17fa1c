/**
 * The graph on the page: which node has the focus, what stands out, and what keys and clicks mean.
 */
import { drawGraph, type DrawnGraph } from './draw-graph';
import { html } from './elements';
import type { Emphasis } from './emphasis';
import { t } from './l10n';
import { isStep, nextPlace } from './next-place';
import type { PlacedArrow, PlacedGraph } from './place-graph';
import type { Viewport } from './viewport';

/** Labels of more arrows than these would lie upon each other. */
const MOST_LABELS = 14;

export interface GraphEvents {
  /** A node got the focus or lost it, or the pointer came to one. */
  readonly onFocus: (id: string | undefined) => void;
  readonly onHover: (id: string | undefined) => void;
  /** Enter or a double click: opens a manifest, folds or opens a namespace. */
  readonly onChoose: (id: string) => void;
}

export class GraphView {
  readonly root: HTMLElement;
  readonly #viewport: Viewport;
  readonly #events: GraphEvents;
  readonly #measureLabel: (text: string) => number;
  #graph: DrawnGraph | undefined;
  #isCrowded = false;
  #isLabelled = false;

  constructor(viewport: Viewport, events: GraphEvents, measureLabel: (text: string) => number) {
    this.#viewport = viewport;
    this.#events = events;
    this.#measureLabel = measureLabel;
    this.root = html(
      'div',
      {
        class: 'graph',
        role: 'application',
        'aria-label': t('Connectivity map'),
        'aria-roledescription': t('graph'),
        'aria-describedby': 'keys',
      },
      viewport.root,
    );
    this.#listen();
  }

  /** Draws another graph. The focus stays where it is, if that is still there. */
  show(graph: PlacedGraph, focus: string | undefined): void {
    const hadFocus = this.root.contains(document.activeElement);
    this.#graph = drawGraph(graph, this.#measureLabel);
    this.#isCrowded = graph.isCrowded;
    this.#isLabelled = graph.isLabelled;
    for (const [id, { element }] of this.#graph.targets) element.dataset['id'] = id;
    this.#viewport.show(this.#graph.element, graph);
    this.#makeReachable(focus);
    if (hadFocus) this.#elementOf(focus)?.focus({ preventScroll: true });
  }

  /** Gives each node its name for screen readers. */
  name(nameOf: (id: string) => string): void {
    for (const [id, { element }] of this.#graph?.targets ?? [])
      element.setAttribute('aria-label', nameOf(id));
  }

  /** Lets some of the graph stand out, and marks the nodes that the policy under the cursor selects. */
  emphasise(emphasis: Emphasis, subjects: ReadonlySet<string>): void {
    const arrows = this.#graph?.arrows ?? [];
    const strong = new Set(arrows.filter(({ arrow }) => standsOut(arrow, emphasis)));
    for (const one of arrows) {
      const isStrong = strong.has(one);
      const isChanged = one.arrow.way.there.change !== 'same';
      setClasses(one.element, {
        strong: isStrong,
        faint: !emphasis.isPlain && !isStrong,
        absent: this.#isCrowded && !isStrong && !isChanged,
        labelled: this.#isLabelled || (isStrong && !this.#isCrowded && strong.size <= MOST_LABELS),
      });
    }
    for (const [id, { element }] of this.#graph?.targets ?? []) {
      const isNode = element.classList.contains('node');
      const isFaint = isNode && !emphasis.isPlain && !emphasis.hasNode(id);
      setClasses(element, { faint: isFaint, subject: subjects.has(id) });
    }
  }

  focus(id: string): void {
    this.#elementOf(id)?.focus({ preventScroll: true });
  }

  #listen(): void {
    this.root.addEventListener('keydown', (event) => {
      if (this.#onKey(event)) event.preventDefault();
    });
    this.root.addEventListener('focusin', ({ target }) => this.#onFocus(idOf(target)));
    this.root.addEventListener('pointerover', ({ target }) => this.#events.onHover(idOf(target)));
    this.root.addEventListener('pointerleave', () => this.#events.onHover(undefined));
    this.root.addEventListener('dblclick', ({ target }) => {
      const id = idOf(target);
      if (id !== undefined && !isTitle(target)) this.#events.onChoose(id);
    });
    this.root.addEventListener('click', ({ target }) => {
      const id = idOf(target);
      if (id === undefined) this.#events.onFocus(undefined);
      else if (isTitle(target)) this.#events.onChoose(id);
    });
  }

  #onKey(event: KeyboardEvent): boolean {
    const id = idOf(event.target);
    if (this.#viewport.onKey(event)) return true;
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'Enter' || event.key === ' ') this.#events.onChoose(id);
    else if (event.key === 'Escape') this.#events.onFocus(undefined);
    else if (isStep(event.key)) this.#step(id, event.key);
    else return false;
    return true;
  }

  #step(from: string, step: Parameters<typeof nextPlace>[2]): void {
    const places = new Map(Array.from(this.#graph?.targets ?? [], ([id, { place }]) => [id, place]));
    const next = nextPlace(places, from, step);
    if (next !== undefined) this.focus(next);
  }

  #onFocus(id: string | undefined): void {
    const target = id === undefined ? undefined : this.#graph?.targets.get(id);
    if (target === undefined) return;
    this.#makeReachable(id);
    this.#viewport.reveal(target.place);
    this.#events.onFocus(id);
  }

  /** One node takes part in the order of the Tab key; the arrow keys lead to the others. */
  #makeReachable(focus: string | undefined): void {
    const targets = this.#graph?.targets ?? new Map<string, never>();
    const chosen = focus !== undefined && targets.has(focus) ? focus : targets.keys().next().value;
    for (const [id, { element }] of this.#graph?.targets ?? [])
      element.setAttribute('tabindex', id === chosen ? '0' : '-1');
  }

  #elementOf(id: string | undefined): SVGGElement | undefined {
    return id === undefined ? undefined : this.#graph?.targets.get(id)?.element;
  }
}

function standsOut({ way: { there, back } }: PlacedArrow, { hasArrow }: Emphasis): boolean {
  return hasArrow(there) || (back !== undefined && hasArrow(back));
}

function setClasses({ classList }: Element, classes: Readonly<Record<string, boolean>>): void {
  for (const [name, isSet] of Object.entries(classes)) classList.toggle(name, isSet);
}

function idOf(target: EventTarget | null): string | undefined {
  const element = target instanceof Element ? target.closest('.target') : null;
  return element instanceof SVGElement ? element.dataset['id'] : undefined;
}

/** A title folds its namespace at one click, as a row of a tree does. */
function isTitle(target: EventTarget | null): boolean {
  return (
    target instanceof Element && (target.closest('.title') !== null || target.closest('.chevron') !== null)
  );
}
