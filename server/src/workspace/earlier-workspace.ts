/**
 * A workspace as it was, beside the one of now: the same files, but for those that had another text. What did not
 * change is shared, so that both together cost little more than one.
 */
import type { Snapshot } from './snapshot';
import type { Workspace } from './workspace';

/** Texts of files that were different; undefined for a file that was not there. */
export type EarlierTexts = ReadonlyMap<string, string | undefined>;

/** Follows the workspace of now: the snapshot stays the same object for as long as nothing of it changes. */
export function createEarlierWorkspace(workspace: Workspace): (texts: EarlierTexts) => Snapshot {
  let earlier: Workspace | undefined;
  let known: ReadonlySet<string> = new Set();
  return (texts) => {
    const { files } = workspace.snapshot();
    earlier ??= workspace.fork();
    const wanted = new Map<string, string>();
    for (const [name, { text }] of files) wanted.set(name, text);
    for (const [name, text] of texts) {
      if (text === undefined) wanted.delete(name);
      else wanted.set(name, text);
    }
    for (const [name, text] of wanted) earlier.set(name, text);
    for (const name of [...known, ...files.keys()]) if (!wanted.has(name)) earlier.remove(name);
    known = new Set(wanted.keys());
    return earlier.snapshot();
  };
}
