/**
 * Gathers what a report of a fault needs and opens it as a document that is not saved anywhere.
 */
import { UIKind, env, version, window, workspace, type Extension, type TextEditor, type Uri } from 'vscode';
import type { ServerSession } from '../server-session';
import { diagnosticsText, type SettingFact } from './diagnostics-text';
import type { ErrorLog } from './error-log';
import { hidingFolders } from './hidden-folders';

/** What is looked up in our own manifest. */
interface ExtensionManifest {
  readonly version: string;
  readonly contributes: { readonly configuration: { readonly properties: object } };
}

/** On what the extension runs. */
export interface SystemFacts {
  /** `Linux 6.1.0 x64, Node 20.18.0` */
  readonly system: string;
  /** Absent where there is none, as in a browser. */
  readonly home?: string;
}

export async function collectDiagnostics(
  extension: Extension<unknown>,
  { system, home }: SystemFacts,
  session: ServerSession,
  errors: ErrorLog,
): Promise<TextEditor> {
  const folders = workspace.workspaceFolders ?? [];
  const hide = hidingFolders([
    ...folders.map(({ uri }, nth) => ({ path: uri.fsPath, name: `<folder ${String(nth + 1)}>` })),
    ...(home === undefined ? [] : [{ path: home, name: '~' }]),
  ]);
  const { version: extensionVersion, contributes } = extension.packageJSON as ExtensionManifest;
  const facts = {
    extension: extensionVersion,
    editor: `${env.appName} ${version}`,
    host: hostText(),
    system,
    folders: folders.length,
    isTrusted: workspace.isTrusted,
    server: session.facts(),
    settings: settingFacts(
      Object.keys(contributes.configuration.properties),
      folders.map(({ uri }) => uri),
    ),
    errors: errors.recent(),
  };
  const content = diagnosticsText(facts, hide);
  return window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}

function hostText(): string {
  const kind = env.uiKind === UIKind.Web ? 'web' : 'desktop';
  const remote = env.remoteName === undefined ? '' : `, remote ${env.remoteName}`;
  return `${kind} (${env.appHost})${remote}`;
}

/** Those of the first folder, and of the others what is not the same there. */
function settingFacts(keys: readonly string[], [first, ...others]: readonly Uri[]): readonly SettingFact[] {
  const everywhere = keys.map((key) => settingFact(key, first));
  const elsewhere = others.flatMap((folder, nth) =>
    keys.map((key) => ({ ...settingFact(key, folder), folder: nth + 2 })),
  );
  const known = new Set(everywhere.map(({ key, value }) => JSON.stringify([key, value])));
  return [...everywhere, ...elsewhere.filter(({ key, value }) => !known.has(JSON.stringify([key, value])))];
}

function settingFact(key: string, folder: Uri | undefined): SettingFact {
  const configuration = workspace.getConfiguration(undefined, folder);
  const value: unknown = configuration.get(key);
  const usual: unknown = configuration.inspect(key)?.defaultValue;
  return { key, value, isDefault: JSON.stringify(value) === JSON.stringify(usual) };
}
