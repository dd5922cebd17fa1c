/**
 * Files that were read, and whose objects are not in the roster yet: after a whole folder these are too many to be
 * entered without a pause.
 */
import type { Contributions } from './contribution';
import type { FileChange } from './file-states';
import type { Roster } from './roster';

export interface Backlog {
  add(changes: Iterable<FileChange>): void;
  /** Enters the objects of so many files; of all, when no number is given. */
  enter(amount?: number): void;
  isEmpty(): boolean;
}

/** Puts off what comes in until somebody asks for the cluster. */
export function createBacklog(contributions: Contributions, roster: Roster): Backlog {
  // Of a file that changed again only the last text counts.
  const waiting = new Map<string, FileChange>();
  return {
    add(changes) {
      for (const { before, now } of changes) {
        const file = (now ?? before)?.file ?? '';
        const earlier = waiting.get(file);
        waiting.set(file, { before: earlier === undefined ? before : earlier.before, now });
      }
    },
    enter(amount = waiting.size) {
      const some = [...waiting].slice(0, amount);
      for (const [file] of some) waiting.delete(file);
      const changes = some.map(([, { before, now }]) => contributions.changes(before, now));
      roster.replace(
        changes.flatMap(({ gone }) => gone),
        changes.flatMap(({ come }) => come),
      );
    },
    isEmpty: () => waiting.size === 0,
  };
}
