/**
 * The panel with the connectivity map: opened on command, filled by the server, kept up to date while it can be seen.
 * It follows the manifest in the active editor, and the policy under its cursor. How it looks is the page's matter.
 */
import {
  Disposable,
  Uri,
  ViewColumn,
  env,
  l10n,
  window,
  workspace,
  type TextEditor,
  type WebviewPanel,
  type WebviewPanelSerializer,
} from 'vscode';
import type { Location, MapParams, MapResult, PlaceParams } from '../../../server/src/lsp/protocol';
import { cursorPlace } from '../cursor-place';
import { asRange } from '../editor-types';
import { latestRun } from '../latest-run';
import { reportFailure } from '../notifications';
import { readFromPage, readRememberedUri, type FromPage, type ToPage } from './webview/messages';
import { mapPage } from './page';
import { policyAt } from './policy-at';
import { withoutPlaces } from './without-places';

/** The type of the panel; the manifest activates the extension by it when a window with a map is opened again. */
const MAP_PANEL = 'podreach.map';

export interface MapSources {
  /** Null when there are no manifests. */
  readonly ask: (params: MapParams) => Promise<MapResult | null>;
  /** Told of failures, beside what the page says. */
  readonly log: (error: unknown) => void;
}

export class ConnectivityMap implements WebviewPanelSerializer, Disposable {
  readonly #extension: Uri;
  readonly #sources: MapSources;
  readonly #refresh: () => Promise<void>;
  readonly #parts: Disposable;
  #panel: WebviewPanel | undefined;
  /** The document the map is asked from. */
  #uri: string | undefined;
  #map: MapResult | null = null;
  /** Where the cursor was last in a manifest: while the map has the focus there is no active editor. */
  #cursor: PlaceParams | undefined;
  #followed = '';
  #isStale = true;

  constructor(extension: Uri, sources: MapSources) {
    this.#extension = extension;
    this.#sources = sources;
    this.#refresh = latestRun(() => this.#ask());
    this.#parts = Disposable.from(
      window.registerWebviewPanelSerializer(MAP_PANEL, this),
      window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#follow(textEditor);
      }),
    );
  }

  /**
   * Opens the map beside the editor, or brings it to the front.
   * @returns what it shows, for other extensions
   */
  async show(): Promise<MapResult | null> {
    this.#follow(window.activeTextEditor);
    if (this.#panel === undefined) {
      const title = l10n.t('Connectivity Map');
      this.#fill(window.createWebviewPanel(MAP_PANEL, title, ViewColumn.Beside));
    } else this.#panel.reveal();
    this.invalidate();
    await this.#refresh();
    return this.#map;
  }

  /** After a restart of the window. */
  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    this.#uri ??= readRememberedUri(state);
    this.#fill(panel);
    return Promise.resolve();
  }

  /** The map may be another one now. It is asked for again when somebody can see it. */
  invalidate(): void {
    this.#isStale = true;
    if (this.#panel?.visible) void this.#refresh();
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#parts.dispose();
  }

  #fill(panel: WebviewPanel): void {
    const dist = Uri.joinPath(this.#extension, 'dist');
    const { webview } = panel;
    this.#panel = panel;
    panel.iconPath = Uri.joinPath(this.#extension, 'client', 'media', 'icon.png');
    panel.onDidDispose(() => (this.#panel = undefined));
    panel.onDidChangeViewState(() => {
      if (panel.visible && this.#isStale) void this.#refresh();
    });
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.onDidReceiveMessage((message: unknown) => {
      const read = readFromPage(message);
      if (read) void this.#receive(read);
    });
    webview.html = mapPage({
      nonce: crypto.randomUUID(),
      source: webview.cspSource,
      script: webview.asWebviewUri(Uri.joinPath(dist, 'map.js')).toString(),
      style: webview.asWebviewUri(Uri.joinPath(dist, 'map-style.css')).toString(),
      language: env.language,
      title: panel.title,
      translations: l10n.bundle ?? {},
    });
  }

  async #ask(): Promise<void> {
    this.#isStale = false;
    try {
      this.#map = await this.#sources.ask(this.#uri === undefined ? {} : { uri: this.#uri });
      this.#sendMap();
    } catch (error) {
      this.#sources.log(error);
      this.#send({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        if (this.#isStale) await this.#refresh();
        else this.#sendMap();
        return;
      case 'open':
        return this.#open(message.workload);
      case 'export':
        return saveSvg(message.svg);
    }
  }

  #sendMap(): void {
    const map = this.#map ?? { nodes: [], links: [], policies: [], basis: '' };
    this.#send({ type: 'map', map: withoutPlaces(map), ...(this.#uri !== undefined && { uri: this.#uri }) });
    this.#followed = '';
    this.#sendPolicy();
  }

  /** The cluster is seen from the manifest that is being worked on, and the policy is the one under its cursor. */
  #follow(editor: TextEditor | undefined): void {
    const cursor = cursorPlace(editor);
    if (cursor === undefined) return;
    this.#cursor = cursor;
    if (cursor.uri !== this.#uri) {
      this.#uri = cursor.uri;
      this.invalidate();
    }
    this.#sendPolicy();
  }

  /** Tells the page when the cursor comes into a policy. */
  #sendPolicy(): void {
    if (this.#cursor === undefined) return;
    const found = policyAt(this.#map?.policies ?? [], this.#cursor.uri, this.#cursor.position);
    const policy = found && { name: found.name, subjects: found.subjects, directions: found.directions };
    const followed = JSON.stringify(policy ?? null);
    if (followed === this.#followed) return;
    this.#followed = followed;
    this.#send({ type: 'policy', ...(policy && { policy }) });
  }

  #send(message: ToPage): void {
    void this.#panel?.webview.postMessage(message);
  }

  async #open(workload: string): Promise<void> {
    const place = this.#placeOf(workload);
    if (place === undefined) return;
    await window.showTextDocument(Uri.parse(place.uri), {
      selection: asRange(place.range),
      viewColumn: ViewColumn.One,
    });
  }

  #placeOf(workload: string): Location | undefined {
    const workloads = this.#map?.nodes.flatMap((node) => node.workloads);
    return workloads?.find(({ id }) => id === workload)?.location;
  }
}

async function saveSvg(svg: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: l10n.t('Export the Connectivity Map'),
    filters: { SVG: ['svg'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, 'connectivity.svg') }),
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  } catch (error) {
    reportFailure(l10n.t('Podreach could not write the map'), error);
  }
}
