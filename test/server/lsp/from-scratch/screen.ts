/**
 * What an editor shows of each open document, kept as editors do: it asks again about a document that was edited, and
 * about all of them when the server says that answers are others now. It never asks just to be sure.
 */
import type { CodeLens, Diagnostic, DocumentDiagnosticReport, InlayHint } from 'vscode-languageserver';
import type { Editor, EditorDocument } from '../editor';

export interface Shown {
  readonly diagnostics: readonly Diagnostic[];
  readonly lenses: readonly CodeLens[];
  readonly hints: readonly InlayHint[];
}

export interface Screen {
  /** The document was opened or edited. */
  changed(name: string): void;
  closed(name: string): void;
  /** Asks for all that may be outdated. */
  look(): Promise<void>;
  isUpToDate(): boolean;
  /** By name of the document. */
  shown(): Readonly<Record<string, Shown>>;
}

type Part = keyof Shown;

interface Pane {
  resultId: string | undefined;
  readonly outdated: Set<Part>;
  shown: Shown;
}

const REFRESHES: Readonly<Record<string, Part>> = {
  'workspace/diagnostic/refresh': 'diagnostics',
  'workspace/codeLens/refresh': 'lenses',
  'workspace/inlayHint/refresh': 'hints',
};
const NOTHING: Shown = { diagnostics: [], lenses: [], hints: [] };
/** Errors after which editors ask again: the server cancelled, the content was modified. */
const ASK_AGAIN = new Set([-32802, -32801]);

export function createScreen(
  editor: Editor,
  mode: 'pull' | 'push',
  open: ReadonlyMap<string, EditorDocument>,
): Screen {
  const parts: readonly Part[] = mode === 'pull' ? ['diagnostics', 'lenses', 'hints'] : ['lenses', 'hints'];
  const panes = new Map<string, Pane>();
  let seen = 0;

  const receive = (): void => {
    for (const { method, params } of editor.messages.slice(seen)) {
      const part = REFRESHES[method];
      if (part) for (const { outdated } of panes.values()) outdated.add(part);
      if (method === 'textDocument/publishDiagnostics') publish(params as Published);
    }
    seen = editor.messages.length;
  };
  const publish = ({ uri, version, diagnostics }: Published): void => {
    for (const [name, pane] of panes) {
      const document = open.get(name);
      const isOlder = version !== undefined && version !== document?.version();
      if (document?.uri === uri && !isOlder) pane.shown = { ...pane.shown, diagnostics };
    }
  };
  const ask = async (name: string, pane: Pane, part: Part): Promise<void> => {
    const document = open.get(name);
    const version = document?.version();
    pane.outdated.delete(part);
    if (document === undefined) return;
    try {
      const answer = await ASK[part](editor, document, pane);
      if (document.version() === version) pane.shown = { ...pane.shown, ...answer };
    } catch (error) {
      if (!ASK_AGAIN.has((error as { code: number }).code)) throw error;
      pane.outdated.add(part);
    }
  };
  return {
    changed(name) {
      const pane = panes.get(name) ?? { resultId: undefined, outdated: new Set(), shown: NOTHING };
      for (const part of parts) pane.outdated.add(part);
      panes.set(name, pane);
    },
    closed(name) {
      panes.delete(name);
    },
    async look() {
      receive();
      await Promise.all(
        Array.from(panes, ([name, pane]) =>
          Promise.all(Array.from(pane.outdated, (part) => ask(name, pane, part))),
        ),
      );
      receive();
    },
    isUpToDate: () => [...panes.values()].every(({ outdated }) => outdated.size === 0),
    shown: () => Object.fromEntries(Array.from(panes, ([name, { shown }]) => [name, shown])),
  };
}

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What changed since the last save: a server that is new has no such memory. */
function isAboutHistory({ data }: CodeLens): boolean {
  return (data as { readonly topic?: string }).topic === 'changes';
}

type Ask = (editor: Editor, document: EditorDocument, pane: Pane) => Promise<Partial<Shown>>;

const ASK: Readonly<Record<Part, Ask>> = {
  async diagnostics(_editor, document, pane) {
    const report: DocumentDiagnosticReport = await document.pull(pane.resultId);
    pane.resultId = report.resultId;
    return report.kind === 'full' ? { diagnostics: report.items } : {};
  },
  async lenses({ connection }, document) {
    const lenses = await document.codeLenses();
    const resolved = lenses.map((lens) =>
      lens.command ? lens : connection.sendRequest<CodeLens>('codeLens/resolve', lens),
    );
    return { lenses: (await Promise.all(resolved)).filter((lens) => !isAboutHistory(lens)) };
  },
  async hints({ connection }, { uri }) {
    const range = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
    const params = { textDocument: { uri }, range };
    return {
      hints: (await connection.sendRequest<InlayHint[] | null>('textDocument/inlayHint', params)) ?? [],
    };
  },
};
