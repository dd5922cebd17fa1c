/**
 * What a language model hands to a tool. The manifest describes it; a model may send anything all the same.
 */
export interface ReachabilityInput {
  readonly target: string;
  readonly direction: 'to' | 'from';
}

export interface ExplainInput {
  readonly from: string;
  readonly to: string;
  readonly port?: string;
}

export interface CheckInput {
  /** A file or folder, absolute or in the workspace folder. Absent: everything. */
  readonly path?: string;
}

/** Throws with a sentence that tells the model what is missing. */
export function readReachabilityInput(input: unknown): ReachabilityInput {
  const target = textOf(input, 'target');
  if (target === undefined) throw new Error('"target" must name a workload or Service, such as "shop/cart".');
  return { target, direction: textOf(input, 'direction') === 'from' ? 'from' : 'to' };
}

/** Throws with a sentence that tells the model what is missing. */
export function readExplainInput(input: unknown): ExplainInput {
  const [from, to, port] = ['from', 'to', 'port'].map((key) => textOf(input, key));
  if (from === undefined || to === undefined)
    throw new Error('"from" and "to" must each name a workload, a Service or an address.');
  return { from, to, ...(port !== undefined && { port }) };
}

export function readCheckInput(input: unknown): CheckInput {
  const path = textOf(input, 'path');
  return path === undefined ? {} : { path };
}

/** Ports come as numbers, too. Blank text is none. */
function textOf(input: unknown, key: string): string | undefined {
  const value: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, key) : undefined;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
