/**
 * The outcome of reading something that a person typed: the value, or a sentence that says what is wrong with it.
 */

export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export function success<T>(value: T): Reading<T> {
  return { ok: true, value };
}

/** `message` is one sentence without a period, ready to be shown. */
export function failure(message: string): Reading<never> {
  return { ok: false, message };
}
