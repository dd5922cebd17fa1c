import { describe, expect, it } from 'vitest';
import { latestRun } from '../../client/src/latest-run';

/** A task whose runs end when the test says so. */
function controlledTask() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let started = 0;
  const task = (): Promise<void> => {
    started++;
    return new Promise((resolve, reject) => ends.push({ resolve, reject }));
  };
  return { task, ends, started: () => started };
}

describe('latestRun', () => {
  it('runs once for one call', async () => {
    const { task, ends, started } = controlledTask();
    const run = latestRun(task)();
    ends[0]?.resolve();
    await run;
    expect(started()).toBe(1);
  });

  it('runs once more for any number of calls during a run', async () => {
    const { task, ends, started } = controlledTask();
    const call = latestRun(task);
    const runs = [call(), call(), call()];
    expect(started()).toBe(1);
    ends[0]?.resolve();
    await expect.poll(started).toBe(2);
    ends[1]?.resolve();
    await Promise.all(runs);
    expect(started()).toBe(2);
  });

  it('runs again after a run that failed', async () => {
    const { task, ends, started } = controlledTask();
    const call = latestRun(task);
    const failing = call();
    ends[0]?.reject(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    const next = call();
    ends[1]?.resolve();
    await next;
    expect(started()).toBe(2);
  });
});
