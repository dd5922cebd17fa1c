/**
 * Registers requests that are not the protocol's own. Knows none of them.
 */
import { CancellationToken, type Connection, type ResponseError } from 'vscode-languageserver';

type Handler<R> = (params: unknown, token: CancellationToken) => Promise<R | ResponseError<never>>;

/** A request may come without parameters; then the token is all there is. */
export function onOwnRequest<R>(connection: Connection, method: string, handler: Handler<R>): void {
  connection.onRequest(method, (...received: unknown[]) => {
    const token = received.pop();
    return handler(received[0], CancellationToken.is(token) ? token : CancellationToken.None);
  });
}
