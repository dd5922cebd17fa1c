/**
 * Addresses outside the cluster, split where they are treated differently and joined where they are not.
 */
import {
  addressKey,
  byFirstAddress,
  intersectAddresses,
  isNoAddress,
  subtractAddresses,
  unionAddresses,
  type AddressSet,
} from './address-set';
import { groupBy } from './group-by';
import { outcomeKey, type Outcome } from './outcome';

/** Addresses that share one outcome. */
export interface AlikeAddresses {
  readonly addresses: AddressSet;
  readonly outcome: Outcome;
}

/** Splits a set so that each piece lies wholly inside or wholly outside of each cut; lowest address first. */
export function splitAddresses(whole: AddressSet, cuts: Iterable<AddressSet>): readonly AddressSet[] {
  let pieces: readonly AddressSet[] = [whole];
  for (const cut of distinct(cuts)) {
    pieces = pieces
      .flatMap((piece) => [intersectAddresses(piece, cut), subtractAddresses(piece, cut)])
      .filter((piece) => !isNoAddress(piece));
  }
  return pieces.toSorted(byFirstAddress);
}

function distinct(sets: Iterable<AddressSet>): Iterable<AddressSet> {
  return new Map(Array.from(sets, (set) => [addressKey(set), set])).values();
}

/** Joins the pieces of equal outcome, in the order in which the outcomes first occur. */
export function mergeAlike(pieces: readonly AlikeAddresses[]): readonly AlikeAddresses[] {
  const groups = groupBy(pieces, ({ outcome }) => outcomeKey(outcome));
  return Array.from(groups.values(), (alike) =>
    alike.reduce((sum, { addresses }) => ({ ...sum, addresses: unionAddresses(sum.addresses, addresses) })),
  );
}
