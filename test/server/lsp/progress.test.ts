import { describe, expect, it } from 'vitest';
import { startProgress } from '../../../server/src/lsp/progress';
import { createManualRuntime } from './manual-runtime';

function setUp({ supported = true, refuses = false } = {}) {
  const runtime = createManualRuntime();
  const shown: string[] = [];
  const reporter = {
    token: { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) },
    begin: (title: string, _percentage?: number, message = '') => void shown.push(`${title}: ${message}`),
    report: (message: string | number) => void shown.push(String(message)),
    done: () => void shown.push('done'),
  };
  const connection = {
    window: {
      createWorkDoneProgress: () => (refuses ? Promise.reject(new Error('no')) : Promise.resolve(reporter)),
    },
    console: { info: (message: string) => void shown.push(message) },
  };
  const progress = startProgress({ connection, runtime, supported }, 'Reading');
  return { runtime, shown, progress };
}

describe('progress', () => {
  it('is not shown for work that is soon done', async () => {
    const { runtime, shown, progress } = setUp();
    progress.report('1 file');
    runtime.advance(499);
    progress.done();
    runtime.advance(1000);
    await runtime.nextTurn();
    expect(shown).toEqual([]);
  });

  it('is shown for work that takes longer, from where it is', async () => {
    const { runtime, shown, progress } = setUp();
    progress.report('1 file');
    runtime.advance(500);
    await runtime.nextTurn();
    progress.report('2 files');
    progress.done();
    expect(shown).toEqual(['Reading: 1 file', '2 files', 'done']);
  });

  it('is not shown when the work ends while the client makes room for it', async () => {
    const { runtime, shown, progress } = setUp();
    runtime.advance(500);
    progress.done();
    await runtime.nextTurn();
    expect(shown).toEqual([]);
  });

  it('is not shown by clients that cannot, or will not', async () => {
    const without = setUp({ supported: false });
    without.runtime.advance(1000);
    const refusing = setUp({ refuses: true });
    refusing.runtime.advance(1000);
    await refusing.runtime.nextTurn();
    refusing.progress.done();
    expect(without.shown).toEqual([]);
    expect(refusing.shown).toEqual(['No progress shown: Error: no']);
  });
});
