import { expect, it } from 'vitest';
import { slices } from '../../../server/src/lsp/slices';

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
