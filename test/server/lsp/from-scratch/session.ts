/**
 * An editor, its server and the disk, driven by steps that are plain data: what people, their tools and their settings
 * do in the course of a day. A session can be given again to a server that is started anew.
 */
import { startEditor, uriOf, type Editor, type EditorDocument } from '../editor';
import { createManualRuntime, type ManualRuntime } from '../manual-runtime';
import { createScreen, type Screen } from './screen';

const INNER_FOLDER = uriOf('inner');

/** Names of files are those in the open folder, or whole URIs. */
export type Step =
  | { readonly do: 'open'; readonly file: string }
  | {
      readonly do: 'edit';
      readonly file: string;
      readonly at: number;
      readonly remove: number;
      readonly insert: string;
    }
  | { readonly do: 'close'; readonly file: string }
  | { readonly do: 'save'; readonly file: string }
  /** Some program writes a file, and the watcher tells; with a fault, the file cannot be read from now on. */
  | { readonly do: 'write'; readonly file: string; readonly text: string }
  | { readonly do: 'lock'; readonly file: string }
  /** A file, or a folder with all that is in it. */
  | { readonly do: 'delete'; readonly file: string }
  | { readonly do: 'rename'; readonly file: string; readonly to: string }
  | { readonly do: 'set'; readonly settings: Settings }
  | { readonly do: 'toggle inner folder' }
  | { readonly do: 'reload' }
  /** The editor asks for what it shows, and goes on before it is answered. */
  | { readonly do: 'look' }
  /** Time passes until nothing moves any more. */
  | { readonly do: 'pause' };

export type Settings = Readonly<Record<string, unknown>>;

export interface Start {
  readonly diagnostics: 'pull' | 'push';
  /** Text of each file on the disk. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Session {
  readonly editor: Editor;
  readonly screen: Screen;
  readonly disk: ManualRuntime['disk'];
  /** Open documents by name. */
  readonly open: ReadonlyMap<string, EditorDocument>;
  /** The text before the last edit of a document. */
  textBefore(name: string): string | undefined;
  take(step: Step): Promise<void>;
  /** The same disk, documents and settings with a new server. */
  again(): Promise<Session>;
}

/** All that a server could know. */
interface State {
  readonly diagnostics: 'pull' | 'push';
  readonly disk: ReadonlyMap<string, string | Error>;
  readonly documents: readonly (readonly [name: string, text: string])[];
  /** Open documents whose files were deleted. */
  readonly orphans: ReadonlySet<string>;
  readonly settings: Settings;
  readonly hasInnerFolder: boolean;
}

export async function startSession({ diagnostics, files }: Start): Promise<Session> {
  const disk = new Map(Object.entries(files).map(([name, text]) => [uriOf(name), text]));
  const [documents, orphans, settings, hasInnerFolder] = [[], new Set<string>(), {}, false];
  return restore({ diagnostics, disk, documents, orphans, settings, hasInnerFolder });
}

async function restore(state: State): Promise<Session> {
  const { diagnostics, disk } = state;
  let { settings, hasInnerFolder } = state;
  const runtime = createManualRuntime(Object.fromEntries(disk));
  const editor = await startEditor({
    runtime,
    diagnostics,
    folders: [uriOf('').slice(0, -1), ...(hasInnerFolder ? [INNER_FOLDER] : [])],
    settings: () => settings,
  });
  const open = new Map<string, EditorDocument>();
  const orphans = new Set<string>();
  const before = new Map<string, string>();
  const screen = createScreen(editor, diagnostics, open);
  const pause = (): Promise<void> => settle(editor, runtime, screen);

  const opened = async (name: string, text: string): Promise<void> => {
    open.set(name, await editor.open(name, text));
    screen.changed(name);
  };
  const closed = async (name: string): Promise<void> => {
    await open.get(name)?.close();
    open.delete(name);
    orphans.delete(name);
    before.delete(name);
    screen.closed(name);
  };
  const write = async (name: string, content: string | Error): Promise<void> => {
    const change = runtime.disk.has(uriOf(name)) ? 'changed' : 'created';
    runtime.disk.set(uriOf(name), content);
    orphans.delete(name);
    await editor.watched({ [name]: change });
  };
  const remove = async (place: string): Promise<void> => {
    for (const uri of [...runtime.disk.keys()].filter((known) => isAt(uriOf(place), known))) {
      runtime.disk.delete(uri);
    }
    for (const name of open.keys()) if (isAt(uriOf(place), uriOf(name))) orphans.add(name);
    await editor.watched({ [place]: 'deleted' });
    // What is opened before a deletion was taken in goes with it: the server cannot tell which came first.
    await pause();
  };
  const rename = async (from: string, to: string): Promise<void> => {
    const content = runtime.disk.get(uriOf(from));
    const text = open.get(from)?.text();
    if (content === undefined) return;
    await closed(from);
    runtime.disk.delete(uriOf(from));
    runtime.disk.set(uriOf(to), content);
    orphans.delete(to);
    if (text !== undefined && !open.has(to)) await opened(to, text);
    const files = [{ oldUri: uriOf(from), newUri: uriOf(to) }];
    await editor.connection.sendNotification('workspace/didRenameFiles', { files });
    await editor.watched({ [from]: 'deleted', [to]: 'created' });
    await pause();
  };
  const edit = async (name: string, at: number, length: number, newText: string): Promise<void> => {
    const document = open.get(name);
    if (document === undefined) return;
    before.set(name, document.text());
    await document.replace(at, length, newText);
    screen.changed(name);
  };
  const toggleInnerFolder = async (): Promise<void> => {
    hasInnerFolder = !hasInnerFolder;
    const folder = [{ uri: INNER_FOLDER, name: 'inner' }];
    const event = hasInnerFolder ? { added: folder, removed: [] } : { added: [], removed: folder };
    await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  };
  const onDisk = (name: string): string => {
    const content = runtime.disk.get(uriOf(name));
    return typeof content === 'string' ? content : '';
  };

  const take = async (step: Step): Promise<void> => {
    switch (step.do) {
      case 'open':
        return open.has(step.file) ? undefined : opened(step.file, onDisk(step.file));
      case 'edit':
        return edit(step.file, step.at, step.remove, step.insert);
      case 'close':
        return closed(step.file);
      case 'save':
        return write(step.file, open.get(step.file)?.text() ?? onDisk(step.file));
      case 'write':
        return write(step.file, step.text);
      case 'lock':
        return write(step.file, new Error('permission denied'));
      case 'delete':
        return remove(step.file);
      case 'rename':
        return rename(step.file, step.to);
      case 'set':
        settings = { ...settings, ...step.settings };
        return editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
      case 'toggle inner folder':
        return toggleInnerFolder();
      case 'reload':
        await editor.connection.sendRequest('podreach/reload');
        return;
      case 'look':
        return screen.look();
      case 'pause':
        return pause();
    }
  };

  await pause();
  for (const [name, text] of state.documents) await opened(name, text);
  await pause();
  for (const name of state.orphans) await remove(name);
  await pause();
  return {
    editor,
    screen,
    open,
    disk: runtime.disk,
    textBefore: (name) => before.get(name),
    take,
    again: () =>
      restore({
        diagnostics,
        disk: runtime.disk,
        documents: Array.from(open, ([name, document]) => [name, document.text()] as const).toSorted(byName),
        orphans,
        settings,
        hasInnerFolder,
      }),
  };
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

function isAt(place: string, uri: string): boolean {
  return uri === place || uri.startsWith(`${place}/`);
}

/** Longer than the server ever waits for a pause, and shorter than its patience. */
const MOMENT = 400;

/** Lets time pass until a round trip brings no message, nothing waits, and the editor shows what it was told to. */
async function settle(editor: Editor, runtime: ManualRuntime, screen: Screen): Promise<void> {
  for (let isQuiet = false; !isQuiet;) {
    const before = editor.messages.length;
    runtime.advance(MOMENT);
    await screen.look();
    await editor.connection.sendRequest('podreach/targets');
    isQuiet = editor.messages.length === before && runtime.waiting().length === 0 && screen.isUpToDate();
  }
}
