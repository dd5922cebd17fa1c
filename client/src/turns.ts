/**
 * Lets tasks that must not interleave wait for each other, in the order they were asked for.
 */

/** @returns a function that runs a task once those before it have ended, well or not */
export function createTurns(): (task: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const turn = last.then(task);
    last = turn.catch(() => undefined);
    return turn;
  };
}
