/**
 * What a report of a fault needs, as Markdown: versions, the state of the server, settings, counts, the last errors.
 * Neither contents of manifests nor folders of the user.
 */
import type { ServerStatus } from '../../../server/src/lsp/protocol';
import type { SessionState } from '../status-text';
import type { LoggedError } from './error-log';
import type { Hide } from './hidden-folders';

export interface DiagnosticsFacts {
  readonly extension: string;
  /** `Visual Studio Code 1.95.0` */
  readonly editor: string;
  /** `desktop`, `web`, and what the window is connected with. */
  readonly host: string;
  /** `Linux 6.1.0 x64, Node 20.18.0` */
  readonly system: string;
  readonly folders: number;
  readonly isTrusted: boolean;
  readonly server: ServerFacts;
  readonly settings: readonly SettingFact[];
  readonly errors: readonly LoggedError[];
}

export interface ServerFacts {
  readonly state: SessionState;
  /** How often a server was started in this window. */
  readonly starts: number;
  /** Milliseconds for which it has been in this state. */
  readonly uptime: number;
  readonly status?: ServerStatus;
}

/** A setting as it is in effect. */
export interface SettingFact {
  readonly key: string;
  readonly value: unknown;
  readonly isDefault: boolean;
  /** The folder for which it is another one than for the first. */
  readonly folder?: number;
}

/** An error message may quote something long. */
const MOST_CHARACTERS = 600;

/** @param hide takes folders of the user out of a text */
export function diagnosticsText(facts: DiagnosticsFacts, hide: Hide): string {
  const blocks = [
    'For a report about Podreach: no contents of manifests, and no folders of yours. Settings and errors stand as they are, so read it before you pass it on.',
    '# Podreach diagnostics information',
    bullets(versionLines(facts)),
    '## Language server',
    bullets(serverLines(facts.server)),
    '## Settings in effect',
    bullets(facts.settings.map(settingLine)),
    '## Last errors and warnings',
    facts.errors.length === 0 ? 'None.' : fenced(facts.errors.map(errorLine)),
  ];
  return `${hide(blocks.join('\n\n'))}\n`;
}

function versionLines({ extension, editor, host, system, folders, isTrusted }: DiagnosticsFacts): string[] {
  const trust = isTrusted ? 'trusted' : 'in Restricted Mode';
  return [
    `Podreach ${extension}`,
    `${editor}, ${host}`,
    system,
    `Workspace folders: ${String(folders)}, ${trust}`,
  ];
}

function serverLines({ state, starts, uptime, status }: ServerFacts): string[] {
  const life = [`State: ${state} for ${durationText(uptime)}`, `Starts in this window: ${String(starts)}`];
  if (status === undefined) return life;
  return [
    ...life,
    `Files with manifests: ${String(status.files)}`,
    `Workloads: ${String(status.workloads)}`,
    `Namespaces: ${String(status.namespaces)}`,
    `Policies: ${String(status.policies)}`,
    `Reading: ${status.busy ? 'yes' : 'no'}`,
    `Limits reached: ${status.limited ?? 'none'}`,
  ];
}

/** `5 s`, `12 min`, `3 h 4 min`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${String(minutes)} min`
    : `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

function settingLine({ key, value, isDefault, folder }: SettingFact): string {
  const where = folder === undefined ? '' : ` in folder ${String(folder)}`;
  return `\`${key}\`${where}: \`${JSON.stringify(value)}\`${isDefault ? ' (default)' : ''}`;
}

function errorLine({ time, level, message }: LoggedError): string {
  const cut = message.length > MOST_CHARACTERS ? `${message.slice(0, MOST_CHARACTERS)}…` : message;
  return `${time.toISOString()} ${level}: ${cut}`;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** With a fence that is longer than any in the lines. */
function fenced(lines: readonly string[]): string {
  const text = lines.join('\n');
  const longest = Math.max(2, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
