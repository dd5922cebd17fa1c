/**
 * Where settings come from: asked of the client by folder, or what the client last sent on its own.
 * Knows no single setting.
 */
import type { Connection } from 'vscode-languageserver';

import type { Log } from './guard';
import { readSettings, type Settings } from './settings';

const SECTION = 'podreach';

export interface SettingsSource {
  /** Settings of a folder, or of what lies in none. */
  read(folder: string | undefined): Promise<Settings>;
  /** Takes what came with `workspace/didChangeConfiguration`. */
  pushed(settings: unknown): void;
}

export function createSettingsSource(
  connection: Connection,
  log: Log,
  options: { readonly canPull: boolean; readonly initial: unknown },
): SettingsSource {
  let latest = sectionOf(options.initial);

  const raw = async (folder: string | undefined): Promise<unknown> => {
    if (!options.canPull) return latest;
    return connection.workspace.getConfiguration({
      section: SECTION,
      ...(folder !== undefined && { scopeUri: folder }),
    });
  };
  return {
    async read(folder) {
      const { settings, problems } = readSettings(await raw(folder));
      for (const problem of problems) log.warn(problem);
      return settings;
    },
    pushed(settings) {
      latest = sectionOf(settings) ?? latest;
    },
  };
}

function sectionOf(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null ? Reflect.get(settings, SECTION) : undefined;
}
