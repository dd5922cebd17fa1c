import { describe, expect, it } from 'vitest';
import { createSettling } from '../../../server/src/lsp/settle';
import { createManualRuntime } from './manual-runtime';

/** Work that counts its runs and ends when the test says so. */
function createWork() {
  const ends: (() => void)[] = [];
  return {
    run: () => new Promise<void>((resolve) => ends.push(resolve)),
    get runs() {
      return ends.length;
    },
    async finish() {
      ends.at(-1)?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('createSettling', () => {
  it('runs once for many changes, when they pause', () => {
    const runtime = createManualRuntime();
    const work = createWork();
    const settling = createSettling(runtime, work.run);
    settling.changed();
    runtime.advance(40);
    settling.changed();
    runtime.advance(40);
    settling.changed();
    expect(work.runs).toBe(0);
    runtime.advance(50);
    expect(work.runs).toBe(1);
    expect(runtime.waiting()).toEqual([]);
  });

  it('runs once more for changes during a run, after it', async () => {
    const runtime = createManualRuntime();
    const work = createWork();
    const settling = createSettling(runtime, work.run);
    settling.changed();
    runtime.advance(50);
    settling.changed();
    settling.changed();
    runtime.advance(1000);
    expect(work.runs).toBe(1);
    await work.finish();
    runtime.advance(300);
    expect(work.runs).toBe(2);
  });

  it.each([
    [0, 50],
    [100, 200],
    [5000, 300],
  ])('waits longer after work that took %i ms: %i ms', async (cost, wait) => {
    const runtime = createManualRuntime();
    const work = createWork();
    const settling = createSettling(runtime, work.run);
    settling.changed();
    runtime.advance(50);
    runtime.advance(cost);
    await work.finish();
    settling.changed();
    expect(runtime.waiting()).toEqual([wait]);
  });

  it('does nothing any more once disposed of', () => {
    const runtime = createManualRuntime();
    const work = createWork();
    const settling = createSettling(runtime, work.run);
    settling.changed();
    settling.dispose();
    runtime.advance(1000);
    expect(work.runs).toBe(0);
  });
});
