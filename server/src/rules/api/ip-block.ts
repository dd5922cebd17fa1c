/**
 * What ranges of addresses are, as they are written. Knows no cluster.
 */
import { parseCidr } from '../../evaluator/cidr';
import { isMembers } from './policy-parts';

/** All addresses of a family. */
export function isDefaultRoute(cidr: string): boolean {
  return parseCidr(cidr) !== undefined && /\/0+$/u.test(cidr);
}

/** An ipBlock that is the whole of a family, with no exceptions. */
export function isOpenBlock(block: unknown): boolean {
  if (!isMembers(block)) return false;
  const { cidr, except } = block;
  const hasExceptions = Array.isArray(except) && except.length > 0;
  return typeof cidr === 'string' && isDefaultRoute(cidr) && !hasExceptions;
}
