/**
 * Where settings come from: asked of the client by place, or what the client last sent on its own.
 * Knows no single setting.
 */
import type { Connection } from 'vscode-languageserver';

import type { Log } from './guard';
import { readSettings, type Settings } from './settings';

const SECTION = 'podreach';

export interface SettingsSource {
  /** Settings of a folder or document, or of what lies in no folder. */
  read(place: string | undefined): Promise<Settings>;
  /** Takes what came with `workspace/didChangeConfiguration`. */
  pushed(settings: unknown): void;
}

export function createSettingsSource(
  connection: Connection,
  log: Log,
  options: { readonly canPull: boolean; readonly initial: unknown },
): SettingsSource {
  let latest = sectionOf(options.initial);

  const raw = async (place: string | undefined): Promise<unknown> => {
    if (!options.canPull) return latest;
    return connection.workspace.getConfiguration({
      section: SECTION,
      ...(place !== undefined && { scopeUri: place }),
    });
  };
  return {
    async read(place) {
      const { settings, problems } = readSettings(await raw(place));
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
