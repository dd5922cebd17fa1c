/**
 * What the parts of a running server share. Made once after `initialize`; the parts get it as a parameter.
 */
import type { Connection } from 'vscode-languageserver';

import type { Buffers } from './buffers';
import type { ClientFeatures } from './client-features';
import type { DocumentSettings } from './document-settings';
import type { DocumentUri } from './document-uri';
import type { EarlierStates } from './earlier-states';
import type { Guard, Log } from './guard';
import type { Models } from './models';
import type { Runtime } from './runtime';
import type { SavedTexts } from './saved-texts';

export interface Session {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly client: ClientFeatures;
  readonly guard: Guard;
  readonly log: Log;
  readonly buffers: Buffers;
  readonly models: Models;
  readonly documentSettings: DocumentSettings;
  readonly savedTexts: SavedTexts;
  readonly earlier: EarlierStates;
  /** Resolves when enough is known to answer for a file. */
  readonly ready: (file: DocumentUri) => Promise<void>;
  readonly isReady: (file: DocumentUri) => boolean;
  /**
   * Resolves when enough is known to say what rests on the file alone. The answer is whether anything can be said of it
   * before it is ready: a patch is not judged.
   */
  readonly ownReady: (file: DocumentUri) => Promise<boolean>;
}
