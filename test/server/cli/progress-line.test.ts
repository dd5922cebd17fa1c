/** The line that tells how far something is: on a terminal alone, not too often, and gone at the end. */
import { expect, it } from 'vitest';
import type { CliIo } from '../../../server/src/cli/io';
import { progressLine } from '../../../server/src/cli/progress-line';
import { memoryIo } from './memory-io';

/** A line whose clock stands where the test puts it. */
function line(isTerminal: boolean, environment: CliIo['environment'] = {}) {
  const { io, printed } = memoryIo({ environment });
  const clock = { now: 0 };
  const err = { ...io.err, isTerminal };
  return { progress: progressLine({ err, environment }, () => clock.now), clock, printed };
}

it('shows one text in the place of the other, and nothing in the end', () => {
  const { progress, clock, printed } = line(true);
  clock.now = 1000;
  progress.show(() => '1,200 of 5,000');
  clock.now = 2000;
  progress.show(() => '3 of 4');
  progress.clear();
  expect(printed.err()).toBe('\r1,200 of 5,000\u001B[K\r3 of 4\u001B[K\r\u001B[K');
});

it('is silent about what is quick, and erases nothing then', () => {
  const { progress, clock, printed } = line(true);
  clock.now = 300;
  progress.show(() => 'too soon');
  progress.clear();
  expect(printed.err()).toBe('');
});

it('changes no more often than people read', () => {
  const { progress, clock, printed } = line(true);
  for (clock.now = 1000; clock.now < 1160; clock.now++) progress.show(() => `${clock.now}`);
  expect(printed.err()).toBe('\r1000\u001B[K\r1080\u001B[K');
});

it.each([
  ['in a pipe', false, {}],
  ['on a terminal that cannot erase', true, { TERM: 'dumb' }],
])('writes nothing %s', (_, isTerminal, environment) => {
  const { progress, clock, printed } = line(isTerminal, environment);
  clock.now = 1000;
  progress.show(() => 'nobody looks');
  progress.clear();
  expect(printed.err()).toBe('');
});
