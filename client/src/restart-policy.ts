/**
 * When a crashed server is started again, and when not any more.
 * Only the decision; what is shown about it is decided elsewhere.
 */
const MAX_CRASHES = 4;
const WINDOW_MILLISECONDS = 3 * 60 * 1000;

/** Asked after each crash: may the server be started again? False after more than four crashes in three minutes. */
export type RestartPolicy = () => boolean;

/** @param now milliseconds of any steady clock */
export function createRestartPolicy(now: () => number): RestartPolicy {
  let crashes: readonly number[] = [];
  return () => {
    const time = now();
    crashes = [...crashes, time].filter((crash) => time - crash < WINDOW_MILLISECONDS);
    return crashes.length <= MAX_CRASHES;
  };
}
