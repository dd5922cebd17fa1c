import { CancellationToken, CancellationTokenSource, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { createGuard } from '../../../server/src/lsp/guard';

function setUp(beforeEach?: (name: string) => void) {
  const errors: string[] = [];
  let time = 0;
  const guard = createGuard({
    log: { error: (message) => errors.push(message), warn: () => undefined, info: () => undefined },
    now: () => (time += 7),
    ...(beforeEach && { beforeEach }),
  });
  return { guard, errors };
}

const params = { textDocument: { uri: 'file:///w/a.yaml' } };

describe('a guarded request', () => {
  it('passes the answer on', async () => {
    const { guard } = setUp();
    const handler = guard.request('some/request', 0, (given: number) => given + 1);
    expect(await handler(1, CancellationToken.None)).toBe(2);
  });

  it('answers the neutral value and logs method, document, time and stack when the handler throws', async () => {
    const { guard, errors } = setUp();
    const handler = guard.request<typeof params, string, string>('some/request', 'neutral', () => {
      throw new TypeError('broken');
    });
    expect(await handler(params, CancellationToken.None)).toBe('neutral');
    expect(errors).toEqual([
      expect.stringMatching(
        /^some\/request on file:\/\/\/w\/a\.yaml failed after 7 ms: TypeError: broken\n/u,
      ),
    ]);
    expect(errors[0]).toContain('guard.test');
  });

  it('survives what is thrown without being an Error, and rejections', async () => {
    const { guard, errors } = setUp();
    const handler = guard.request<object, null, null>('some/request', null, () =>
      Promise.reject(new Error('later')),
    );
    expect(await handler({ uri: 'file:///x' }, CancellationToken.None)).toBe(null);
    expect(errors).toEqual([expect.stringContaining('some/request on file:///x failed')]);
  });

  it.each([undefined, null, 7, { data: { uri: 'file:///lens' } }, { textDocument: 7 }])(
    'logs whatever the parameters are: %j',
    async (given) => {
      const { guard, errors } = setUp();
      const handler = guard.request<unknown, null, null>('some/request', null, () => {
        throw new Error('broken');
      });
      await handler(given, CancellationToken.None);
      expect(errors).toHaveLength(1);
    },
  );

  it('refuses when it was cancelled before it began', async () => {
    const { guard } = setUp();
    let ran = false;
    const handler = guard.request('some/request', null, () => {
      ran = true;
      return null;
    });
    expect(await handler({}, CancellationToken.Cancelled)).toMatchObject({
      code: LSPErrorCodes.RequestCancelled,
    });
    expect(ran).toBe(false);
  });

  it('refuses when it was cancelled while it ran', async () => {
    const { guard, errors } = setUp();
    const source = new CancellationTokenSource();
    const handler = guard.request('some/request', null, () => {
      source.cancel();
      return null;
    });
    expect(await handler({}, source.token)).toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(errors).toEqual([]);
  });

  it('survives a fault that is put before the handler', async () => {
    const { guard, errors } = setUp((name) => {
      throw new Error(`fault in ${name}`);
    });
    const handler = guard.request('some/request', null, () => null);
    expect(await handler({}, CancellationToken.None)).toBe(null);
    expect(errors).toEqual([expect.stringContaining('fault in some/request')]);
  });
});

describe('a guarded task', () => {
  it('never rejects, and says what failed', async () => {
    const { guard, errors } = setUp();
    await guard.task('load', 'file:///w', () => Promise.reject(new Error('no disk')));
    expect(errors).toEqual([
      expect.stringMatching(/^load on file:\/\/\/w failed after 7 ms: Error: no disk/u),
    ]);
  });

  it('needs no document', async () => {
    const { guard, errors } = setUp();
    await guard.task('settle', undefined, () => {
      throw new Error('broken');
    });
    expect(errors).toEqual([expect.stringMatching(/^settle failed/u)]);
  });
});

describe('a guarded question', () => {
  it('is answered with an error when the handler throws: nothing found would be another answer', async () => {
    const { guard, errors } = setUp();
    const handler = guard.question<typeof params, string>('some/question', () => {
      throw new TypeError('broken');
    });
    expect(await handler(params, CancellationToken.None)).toMatchObject({ code: ErrorCodes.InternalError });
    expect(errors).toEqual([expect.stringContaining('some/question on file:///w/a.yaml failed after 7 ms')]);
  });

  it('passes the answer on', async () => {
    const { guard } = setUp();
    const handler = guard.question('some/question', (given: number) => given + 1);
    expect(await handler(1, CancellationToken.None)).toBe(2);
  });
});
