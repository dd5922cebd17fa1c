/** Waiting for a condition, with a deadline instead of a guess how long things take. */
const PAUSE = 50;

/**
 * Asks again until the answer passes the check. The last failure is what the test fails with.
 */
export async function eventually<T>(
  ask: () => T | PromiseLike<T>,
  check: (answer: T) => void,
  deadline = 30_000,
): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    const answer = await ask();
    try {
      check(answer);
      return answer;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
