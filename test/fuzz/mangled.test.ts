/**
 * Mangled manifests: whatever was done to them, the same holds (`invariants.ts`). `PODREACH_RUNS` sets how many are
 * tried; a failure tells the seed and the smallest text. What once went wrong is in `faults.ts`.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUNS } from '../thoroughness';
import { FAULTS } from './faults';
import { brokenInvariants } from './invariants';
import { mangledManifest } from './mangled-manifests';
import { smallest } from './smallest';

/** What is wrong with a text, exceptions included. */
function faultsOf(before: string, text: string): readonly string[] {
  try {
    return brokenInvariants(before, text);
  } catch (error) {
    return [
      error instanceof Error ? `${error.message}: ${String(error.cause ?? error.stack)}` : String(error),
    ];
  }
}

describe('mangled manifests', () => {
  it.each(Object.entries(FAULTS))('no longer: %s', (_, text) => {
    expect(faultsOf('', text)).toEqual([]);
  });

  it('keep what holds for every text', () => {
    const property = fc.property(
      mangledManifest,
      ({ before, after }) => faultsOf(before, after).length === 0,
    );
    const { failed, counterexample, seed } = fc.check(property, { numRuns: Math.ceil(RUNS / 5) });
    if (!failed || counterexample === null) return;
    const [{ before, after }] = counterexample;
    const [fault = ''] = faultsOf(before, after);
    const kind = fault.slice(0, 25);
    const text = smallest(after, (less) => faultsOf(before, less)[0]?.startsWith(kind) === true);
    expect.fail(`seed ${String(seed)}: ${fault}\n${JSON.stringify(text)}`);
  });
});
