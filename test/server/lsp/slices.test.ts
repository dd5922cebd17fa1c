import { expect, it } from 'vitest';
import { inSlices, slices } from '../../../server/src/lsp/slices';

it('lets messages in when a slice is full, and only then', async () => {
  let time = 0;
  let turns = 0;
  const pause = slices({
    now: () => time,
    nextTurn: async () => {
      turns += 1;
      // Messages take their time, too; it is not that of the next slice.
      time += 100;
    },
  });
  await pause();
  time += 7;
  await pause();
  expect(turns).toBe(0);
  time += 1;
  await pause();
  await pause();
  expect(turns).toBe(1);
});

it('does work that comes in pieces to its end, or until it is given up', async () => {
  const clock = { now: () => 0, nextTurn: () => Promise.resolve() };
  let done = 0;
  function* work(): Generator<void, string> {
    for (done = 0; done < 3; done++) yield;
    return 'ended';
  }
  expect(await inSlices(clock, work(), () => false)).toBe('ended');
  expect(await inSlices(clock, work(), () => done === 1)).toBeUndefined();
  expect(done).toBe(1);
});
