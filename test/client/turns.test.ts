import { describe, expect, it } from 'vitest';
import { createTurns } from '../../client/src/turns';

describe('createTurns', () => {
  it('runs tasks one after the other', async () => {
    const log: string[] = [];
    const inTurn = createTurns();
    const task = (name: string) => async (): Promise<void> => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
    };
    await Promise.all([inTurn(task('a')), inTurn(task('b'))]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('tells who asked when a task fails, and goes on with the next', async () => {
    const inTurn = createTurns();
    const log: string[] = [];
    const failing = inTurn(() => Promise.reject(new Error('no')));
    const next = inTurn(() => {
      log.push('next');
      return Promise.resolve();
    });
    await expect(failing).rejects.toThrow('no');
    await next;
    expect(log).toEqual(['next']);
  });
});
