/**
 * What the command needs from the process it runs in. `main.ts` supplies the real one, tests supply their own.
 */

/** A stream that text goes to. */
export interface Output {
  write(text: string): void;
  /** True when a person looks at it: colours and progress are drawn. */
  readonly isTerminal: boolean;
  /** True once nobody reads any more (`podreach … | head`): the rest need not be computed. */
  readonly isClosed: boolean;
  /** True when what was written should reach its reader before more is made: `drained` waits for that. */
  readonly isFull: boolean;
  /** Resolves when there is room again, or when nobody reads any more. */
  drained(): Promise<void>;
}

/** Writes one piece after the other, no faster than they are read. The pieces are made as they are written. */
export async function writeAll(out: Output, pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    if (out.isClosed) return;
    out.write(piece);
    if (out.isFull) await out.drained();
  }
}

export interface CliIo {
  /** Absolute path that relative paths start from. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** All of standard input; fails with the reason where it cannot be read. */
  readStdin(): Promise<Uint8Array>;
}

/** Exit statuses of the command. */
export const EXIT = {
  fine: 0,
  /** What was asked does not hold. */
  doesNotHold: 1,
  /** Wrong usage, or input that could not be read. */
  unusable: 2,
} as const;

/**
 * Wrong usage or a name that cannot be found: the message goes to standard error, the status is 2.
 * Thrown anywhere below a verb, caught once in `program.ts`.
 */
export class UsageError extends Error {}
