/**
 * The page of the map: keeps what is shown, and lets each part show it.
 */
import type { Rectangle } from '../../../../server/src/drawing/picture';
import { createDetails, type DetailsView } from './details-view';
import type { Editor } from './editor';
import { html } from './elements';
import { emphasisOf, subjectNodes } from './emphasis';
import { exportSvg } from './export-svg';
import { matching, type Matches } from './filter';
import { GraphView } from './graph-view';
import { t } from './l10n';
import { legendItems } from './legend';
import { createMeasure } from './measure';
import type { FollowedPolicy, MapGraph, ToPage } from './messages';
import { createNeighbours, type Neighbours } from './neighbours';
import { readPageState, type PageState } from './page-state';
import { createPlacing, type PlacedGraph } from './place-graph';
import { connectionTable } from './table-view';
import { createToolbar, type Toolbar } from './toolbar';
import { Viewport } from './viewport';
import {
  foldedBy,
  namespaceNodeId,
  namespacesOf,
  visibleGraph,
  type VisibleGraph,
  type VisibleNode,
} from './visible';
import { matchText, spokenName, workloadsOf } from './words';
import { surrounding } from './zoom';

/** A map that is drawn, and what belongs to it. */
interface Drawing {
  readonly map: MapGraph;
  readonly matches: Matches | undefined;
  readonly visible: VisibleGraph;
  readonly placed: PlacedGraph;
  readonly neighboursOf: (node: VisibleNode) => Neighbours;
  /** What can have the focus, by its id: nodes, and open namespaces. */
  readonly targets: ReadonlyMap<string, VisibleNode>;
}

const KEYS = t(
  'Arrow keys go from node to node. Enter opens the manifest of a workload, and folds or unfolds a namespace. Plus, minus and zero zoom; Shift with the arrow keys moves the map. The Table button shows the same as a table.',
);

export class MapPage {
  readonly #editor: Editor;
  readonly #measure = createMeasure();
  readonly #place = createPlacing();
  readonly #viewport: Viewport;
  readonly #graph: GraphView;
  readonly #details: DetailsView;
  readonly #toolbar: Toolbar;
  readonly #legend = html('ul', { class: 'legend' });
  readonly #table = html('div', {
    class: 'table',
    tabindex: 0,
    role: 'region',
    'aria-label': t('Table of connections'),
  });
  readonly #message = html('div', { class: 'message', role: 'status' });
  readonly #main: HTMLElement;
  #state: PageState;
  #drawing: Drawing | undefined;
  #policy: FollowedPolicy | undefined;
  #hovered: string | undefined;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#state = readPageState(editor.getState());
    this.#viewport = new Viewport(this.#state.zoom, {
      onZoom: (zoom) => this.#remember({ ...this.#state, zoom }),
      onResize: () => this.#onResize(),
    });
    this.#graph = new GraphView(this.#viewport, this.#graphEvents(), (text) => this.#measure(text, 'detail'));
    this.#details = createDetails((workload) => editor.postMessage({ type: 'open', workload }));
    this.#toolbar = this.#createToolbar();
    const keys = html('p', { id: 'keys', class: 'unseen' }, KEYS);
    const title = html('h1', { class: 'unseen' }, t('Connectivity Map'));
    this.#main = html('main', {}, title, keys, this.#graph.root, this.#table, this.#message);
    document.body.append(
      this.#toolbar.root,
      this.#main,
      html('footer', {}, this.#legend, this.#details.root),
    );
    this.#say(t('Reading manifests …'));
  }

  receive(message: ToPage): void {
    switch (message.type) {
      case 'map':
        if (message.uri !== undefined) this.#remember({ ...this.#state, uri: message.uri });
        this.#draw(message.map);
        return;
      case 'policy':
        this.#follow(message.policy);
        return;
      case 'failed':
        this.#say(t('The map could not be made: {0}', message.reason));
    }
  }

  #createToolbar(): Toolbar {
    const foldAll = (isFolded: boolean): void => {
      const namespaces = this.#drawing === undefined ? [] : namespacesOf(this.#drawing.map);
      this.#redraw({ folded: Object.fromEntries(namespaces.map((name) => [name, isFolded])) });
    };
    return createToolbar(this.#state, {
      onFilter: (filter) => this.#redraw({ filter }),
      onFoldAll: foldAll,
      onZoomIn: () => this.#viewport.zoomIn(),
      onZoomOut: () => this.#viewport.zoomOut(),
      onFit: () => this.#viewport.fit(),
      onTable: (isTable) => this.#redraw({ isTable }),
      onExport: () => this.#export(),
    });
  }

  #graphEvents(): ConstructorParameters<typeof GraphView>[1] {
    return {
      onFocus: (id) => {
        this.#setFocus(id);
        this.#showFocus();
      },
      onHover: (id) => {
        if (id === this.#hovered) return;
        this.#hovered = id;
        this.#showFocus();
      },
      onChoose: (id) => this.#choose(id),
    };
  }

  #say(text: string): void {
    this.#message.textContent = text;
    document.body.classList.add('empty');
  }

  #draw(map: MapGraph): void {
    const empty = emptyText(map);
    if (empty !== undefined) {
      this.#drawing = undefined;
      this.#say(empty);
      return;
    }
    document.body.classList.remove('empty');
    const matches = matching(map.nodes, this.#state.filter);
    const isFolded = foldedBy(map, this.#state.folded);
    const visible = visibleGraph(map, { isFolded, wanted: matches?.nodes });
    const placed = this.#place(visible, this.#measure, this.#viewport.window());
    const targets = new Map(
      [...visible.open.map((name) => namespaceNode(map, name)), ...visible.nodes].map((node) => [
        node.id,
        node,
      ]),
    );
    this.#drawing = { map, matches, visible, placed, targets, neighboursOf: createNeighbours(map) };
    this.#graph.show(placed, this.#state.focus);
    this.#toolbar.setMatches(matches === undefined ? '' : matchText(matches.count, map));
    this.#showTable(this.#drawing);
    this.#viewport.aim(this.#subjectPlace());
    this.#showFocus();
  }

  #redraw(change: Partial<PageState>): void {
    this.#remember({ ...this.#state, ...change });
    if (this.#drawing) this.#draw(this.#drawing.map);
  }

  /** Another way of laying it out may fit better now. */
  #onResize(): void {
    if (this.#drawing === undefined) return;
    const { map, visible, placed } = this.#drawing;
    const better = this.#place(visible, this.#measure, this.#viewport.window());
    if (better !== placed) this.#draw(map);
  }

  #showTable({ map, matches }: Drawing): void {
    const { isTable } = this.#state;
    document.body.classList.toggle('tabular', isTable);
    this.#table.replaceChildren(...(isTable ? [connectionTable(map, matches?.nodes)] : []));
  }

  /** Everything that depends on what is in focus, and on the policy under the cursor. */
  #showFocus(): void {
    if (this.#drawing === undefined) return;
    const { map, placed, targets, neighboursOf } = this.#drawing;
    const subjects = subjectNodes([...targets.values()], this.#policy);
    const focus = this.#focusedNode(this.#hovered) ?? this.#focusedNode(this.#state.focus);
    const isOpen =
      focus !== undefined && placed.namespaces.some(({ name }) => namespaceNodeId(name) === focus.id);
    const arrows = placed.arrows.flatMap(({ way: { there, back } }) =>
      back === undefined ? [there] : [there, back],
    );
    this.#graph.emphasise(
      emphasisOf(arrows, isOpen ? undefined : focus?.id, subjects, this.#policy),
      subjects,
    );
    this.#graph.name((id) => {
      const node = targets.get(id);
      return node === undefined ? id : spokenName(node, neighboursOf(node), this.#policy);
    });
    if (focus === undefined) this.#details.showHint(map);
    else this.#details.show(focus, neighboursOf(focus));
    const changes = new Set(arrows.map(({ change }) => change));
    this.#legend.replaceChildren(
      ...legendItems({ changes, policy: this.#policy, isCrowded: placed.isCrowded }),
    );
  }

  #focusedNode(id: string | undefined): VisibleNode | undefined {
    return id === undefined ? undefined : this.#drawing?.targets.get(id);
  }

  /** Another policy than before is what the reader looks at now. */
  #follow(policy: FollowedPolicy | undefined): void {
    const isOther = policy !== undefined && policy.name !== this.#policy?.name;
    if (isOther) this.#setFocus(undefined);
    this.#policy = policy;
    if (isOther) this.#viewport.turnTo(this.#subjectPlace());
    else this.#viewport.aim(this.#subjectPlace());
    this.#showFocus();
  }

  /** Where the pods are that the policy selects. */
  #subjectPlace(): Rectangle | undefined {
    const nodes = this.#drawing?.placed.nodes ?? [];
    const subjects = subjectNodes(
      nodes.map(({ node }) => node),
      this.#policy,
    );
    return surrounding(nodes.flatMap(({ node, place }) => (subjects.has(node.id) ? [place] : [])));
  }

  #setFocus(focus: string | undefined): void {
    this.#remember({ ...this.#state, focus });
  }

  #choose(id: string): void {
    const node = this.#drawing?.targets.get(id);
    if (node === undefined) return;
    if (node.kind === 'namespace') this.#toggle(node);
    else {
      const [workload] = workloadsOf(node);
      if (workload !== undefined) this.#editor.postMessage({ type: 'open', workload: workload.id });
    }
  }

  #toggle({ id, namespace }: VisibleNode): void {
    if (namespace === undefined) return;
    const isOpen = this.#drawing?.placed.namespaces.some(({ name }) => name === namespace) === true;
    this.#redraw({ folded: { ...this.#state.folded, [namespace]: isOpen }, focus: id });
  }

  #export(): void {
    const layer = this.#viewport.root.querySelector('g > g');
    if (this.#drawing === undefined || !(layer instanceof SVGElement)) return;
    this.#editor.postMessage({ type: 'export', svg: exportSvg(layer, this.#drawing.placed) });
  }

  #remember(state: PageState): void {
    this.#state = state;
    this.#editor.setState(state);
  }
}

/** What to say instead of an empty map. */
function emptyText({ nodes, problem }: MapGraph): string | undefined {
  if (problem !== undefined)
    return t('{0}. Divide the manifests into clusters with the setting podreach.cluster.roots.', problem);
  if (nodes.length > 0) return undefined;
  return t(
    'No workloads yet. Open a folder with Kubernetes manifests: its Pods, Deployments and other workloads appear here, with what may connect to them.',
  );
}

/** An open namespace, as something that can have the focus. */
function namespaceNode({ nodes }: MapGraph, namespace: string): VisibleNode {
  const members = nodes.filter((node) => node.namespace === namespace);
  return { id: namespaceNodeId(namespace), kind: 'namespace', namespace, members };
}
