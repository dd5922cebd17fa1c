/**
 * Runs a task at most once at a time and never misses the last call: calls during a run lead to one more run.
 */

/** @returns a function that asks for a run; it resolves when no run is wanted any more */
export function latestRun(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let wanted = false;

  const runWhileWanted = async (): Promise<void> => {
    while (wanted) {
      wanted = false;
      await task();
    }
  };

  return () => {
    wanted = true;
    running ??= runWhileWanted().finally(() => {
      running = undefined;
    });
    return running;
  };
}
