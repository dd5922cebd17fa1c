/**
 * Hostile texts: nothing fails, and four times as much text takes about four times as long. `PODREACH_HOSTILE` sets how
 * many characters they begin with.
 */
import { describe, expect, it } from 'vitest';
import { many } from '../thoroughness';
import { readHostile, type Reading } from './read-hostile';
import { SHAPES } from './shapes';

const SIZE = Number(process.env['PODREACH_HOSTILE'] ?? many(15_000));
/** Milliseconds of processor time that tell nothing yet: the code is still being compiled. */
const TOO_LITTLE_TO_TELL = 250;
/** Four times the text may take that many times as long; with the square of the text it would be sixteen. */
const STILL_LINEAR = 9;

interface Measured {
  readonly reading: Reading;
  readonly milliseconds: number;
}

function measured(text: string): Measured {
  const before = process.cpuUsage();
  const reading = readHostile(text);
  const { user, system } = process.cpuUsage(before);
  return { reading, milliseconds: (user + system) / 1000 };
}

/** The cost of four times the text in terms of the text. Other tests run beside this one: the least counts. */
function growth(small: string, large: string): number {
  const costs = [1, 2, 3].map(() => [measured(small).milliseconds, measured(large).milliseconds] as const);
  return Math.min(...costs.map(([, more]) => more)) / Math.min(...costs.map(([some]) => some));
}

describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
  it('are read in good time, and with few words', { timeout: 60_000 }, () => {
    const [small, large] = [shape(SIZE), shape(4 * SIZE)];
    const { reading, milliseconds } = measured(large);
    expect(reading.failures).toEqual([]);
    const findings = Object.values(reading.findings).reduce((sum, count) => sum + count, 0);
    expect(findings).toBeLessThanOrEqual(201);
    if (large.length > small.length && milliseconds > TOO_LITTLE_TO_TELL)
      expect(growth(small, large)).toBeLessThan(STILL_LINEAR);
  });
});

it('a value of millions of characters is read', { timeout: 60_000 }, () => {
  const { failures } = readHostile(`${SHAPES['one long value']?.(many(10_000_000)) ?? ''}\n`);
  expect(failures).toEqual([]);
});

it('nesting of five thousand levels is one finding, or none', { timeout: 60_000 }, () => {
  for (const name of ['nested brackets', 'open brackets', 'open braces', 'nested lists', 'lists in lists']) {
    const { findings, failures } = readHostile(SHAPES[name]?.(30_000) ?? '');
    expect(failures).toEqual([]);
    expect(findings['yaml-syntax'] ?? 0, name).toBeLessThanOrEqual(1);
  }
});
