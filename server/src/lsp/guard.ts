/**
 * The one wrapper around every handler. A cancelled request gets its protocol error, an exception is written to the
 * log with what was asked, once, and the client gets the feature's neutral value instead, or an error where somebody asked in
 * person. Knows no feature.
 */
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken } from 'vscode-languageserver';

import { createFailureLog } from './failure-log';

/** Where the server writes what went wrong; the client shows it in its output channel. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
}

export interface GuardOptions {
  readonly log: Log;
  /** Milliseconds of a clock that only grows. */
  readonly now: () => number;
  /** Called before each handler; tests throw from here to see that every handler survives. */
  readonly beforeEach?: (method: string) => void;
}

type Handler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;

export interface Guard {
  /** A request: `neutral` is answered when the handler throws. */
  request<P, R, N extends R>(method: string, neutral: N, handler: Handler<P, R>): GuardedHandler<P, R>;
  /** A request somebody made in person: when the handler throws the answer is an error, not that there is nothing. */
  question<P, R>(method: string, handler: Handler<P, R>): GuardedHandler<P, R>;
  /** A notification, a timer, a background task: there is nobody to answer. */
  task(name: string, uri: string | undefined, run: () => void | Promise<void>): Promise<void>;
}

/** An error without data fits every request, whatever its errors may carry. */
type GuardedHandler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError<never>>;

export function createGuard({ log, now, beforeEach }: GuardOptions): Guard {
  const tell = createFailureLog(log);
  const report = (what: string, uri: string | undefined, since: number, error: unknown): void => {
    const about = uri === undefined ? what : `${what} on ${uri}`;
    const duration = Math.round(now() - since);
    tell(`${about}: ${String(error)}`, () => `${about} failed after ${duration} ms: ${describeError(error)}`);
  };
  const guarded =
    <P, R>(
      method: string,
      handler: Handler<P, R>,
      otherwise: () => R | ResponseError<never>,
    ): GuardedHandler<P, R> =>
    async (params, token) => {
      const since = now();
      try {
        beforeEach?.(method);
        if (token.isCancellationRequested) return cancelled();
        const answer = await handler(params, token);
        return token.isCancellationRequested ? cancelled() : answer;
      } catch (error) {
        report(method, uriOf(params), since, error);
        return otherwise();
      }
    };
  return {
    request: (method, neutral, handler) => guarded(method, handler, () => neutral),
    question: (method, handler) => guarded(method, handler, failed),
    async task(name, uri, run) {
      const since = now();
      try {
        beforeEach?.(name);
        await run();
      } catch (error) {
        report(name, uri, since, error);
      }
    },
  };
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

function failed(): ResponseError<never> {
  return new ResponseError(
    ErrorCodes.InternalError,
    'The answer could not be computed. The output says more.',
  );
}

/** The protocol's answer to a question about a text that has changed since. */
export function contentModified(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed');
}

/** With the stack, for the log. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The document a request is about, as far as its parameters say. */
function uriOf(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null) return undefined;
  if ('textDocument' in params) return uriOf(params.textDocument);
  if ('data' in params) return uriOf(params.data);
  return 'uri' in params && typeof params.uri === 'string' ? params.uri : undefined;
}
