/**
 * How pure parts of the client get their words: the editor's translation function is handed to them.
 * Nothing here knows `vscode`, so that what people read can be tested without an editor.
 */

/** Translates `message` and puts the arguments in the places of `{0}`, `{1}`, …. */
export type Translate = (message: string, ...args: (string | number)[]) => string;
