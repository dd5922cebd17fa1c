import { describe, expect, it } from 'vitest';
import { createRestartPolicy } from '../../client/src/restart-policy';

/** What the policy says to crashes at these seconds. */
function decisions(...seconds: readonly number[]): readonly boolean[] {
  const times = seconds.map((second) => second * 1000);
  const mayRestart = createRestartPolicy(() => times.shift() ?? 0);
  return seconds.map(() => mayRestart());
}

describe('createRestartPolicy', () => {
  it('restarts a server that crashes now and then', () => {
    expect(decisions(0, 60, 120, 181, 241, 301)).not.toContain(false);
  });

  it('gives up at the fifth crash in three minutes', () => {
    expect(decisions(0, 1, 2, 3, 4)).toEqual([true, true, true, true, false]);
  });

  it('forgets crashes after three minutes', () => {
    expect(decisions(0, 1, 2, 3, 4, 190)).toEqual([true, true, true, true, false, true]);
  });
});
