/**
 * What changes entry by entry is what it would be if all of it were entered at once.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../server/src/workspace/entry';
import { createRoster, type Listing } from '../../../server/src/workspace/roster';
import { RUNS } from '../../thoroughness';

function service(file: string, resource: number, name: string, namespace = 'shop'): Entry {
  const source = { file, resource };
  return { kind: 'service', source, object: { namespace, name, headless: false, ports: [], source } };
}

function rosterOf(entries: readonly Entry[]) {
  const roster = createRoster();
  roster.replace([], entries);
  return roster;
}

function sources(listing: Listing) {
  const slots = listing.slots.get('service') ?? [];
  return slots.map(({ entries }) => entries.map(({ source }) => `${source.file} ${source.resource}`));
}

describe('a roster', () => {
  const [first, second, other] = [service('a', 1, 'web'), service('b', 0, 'web'), service('a', 2, 'db')];

  it('has those of one name together, in the order of the files', () => {
    const { listing } = rosterOf([second, other, first]);
    expect(sources(listing())).toEqual([['a 1', 'b 0'], ['a 2']]);
    expect(listing().contested).toHaveLength(1);
  });

  it('keeps the lists of kinds that nothing happened to', () => {
    const roster = rosterOf([first, other]);
    const before = roster.listing();
    const source = { file: 'c', resource: 0 };
    roster.replace([], [{ kind: 'namespace', source, object: { name: 'shop', labels: new Map(), source } }]);
    expect(roster.listing().slots.get('service')).toBe(before.slots.get('service'));
    expect(roster.listing().namespaces).toBe(before.namespaces);
    roster.replace([], []);
    expect(roster.listing().slots.get('namespace')).toHaveLength(1);
  });

  it('goes its own way when it is copied', () => {
    const roster = rosterOf([first]);
    const copy = roster.copy();
    copy.replace([first], [service('a', 1, 'web', 'bank')]);
    expect(roster.listing().namespaces).toEqual(['shop']);
    expect(copy.listing().namespaces).toEqual(['bank']);
  });

  it('is after any changes what it would be if it were made at once', () => {
    const drawn = fc.tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.nat(3),
      fc.constantFrom('web', 'db', ''),
      fc.constantFrom('shop', 'bank'),
    );
    const all = fc.uniqueArray(drawn, {
      maxLength: 9,
      selector: ([file, resource]) => `${file} ${resource}`,
    });
    fc.assert(
      fc.property(fc.array(all, { minLength: 1, maxLength: 5 }), (states) => {
        const roster = createRoster();
        let present: readonly Entry[] = [];
        for (const state of states) {
          const entries = state.map(([file, resource, name, namespace]) =>
            service(file, resource, name, namespace),
          );
          roster.replace(present, entries);
          present = entries;
          const scratch = rosterOf(entries).listing();
          expect(sources(roster.listing())).toEqual(sources(scratch));
          expect(roster.listing().contested).toEqual(scratch.contested);
          expect(roster.listing().namespaces).toEqual(scratch.namespaces);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
