/**
 * Why a connection is allowed or denied in the few words for which a row has room: on which side, by which policies.
 * `reach-reason` says the whole sentence.
 */
import type { DirectionAnswer, Explanation } from '../evaluator/answers';
import type { Policy } from '../evaluator/model';
import { policyName } from './names';
import { list, listSome, sentenceCase } from './quantities';
import { reachReason } from './reach-reason';
import { narrowingSides, obstacle } from './reasons';

/** More are counted. */
const FEW = 2;

/** `Allowed by shop/cart`, `Ingress denied by shop/cart`, `No policy restricts it`; else the whole sentence. */
export function briefReason(explanation: Explanation): string {
  const { verdict, parts } = explanation;
  if (parts.length > 0 || obstacle(explanation) !== undefined) return reachReason(explanation);
  const brief = verdict === 'denied' ? denial(explanation) : permission(explanation);
  return brief ?? reachReason(explanation);
}

function permission({ verdict, egress, ingress }: Explanation): string | undefined {
  const policies = [...egress.allowedBy, ...ingress.allowedBy].map(({ policy }) => policy);
  if (policies.length > 0) return `Allowed by ${named(policies)}`;
  return verdict === 'allowed' ? 'No policy restricts it' : undefined;
}

/** Undefined where a side is not simply denied, or nobody knows by what. */
function denial(explanation: Explanation): string | undefined {
  const sides = narrowingSides(explanation).map((side) => ({ side, policies: denying(side) }));
  const isPlain = sides.every(({ side, policies }) => side.verdict === 'denied' && policies.length > 0);
  if (!isPlain) return undefined;
  const [first, ...others] = sides.map(({ side, policies }) => ({ ...side, by: `by ${named(policies)}` }));
  if (first === undefined) return undefined;
  const denied = `${sentenceCase(first.direction)} denied ${first.by}`;
  return list([denied, ...others.map(({ direction, by }) => `${direction} ${by}`)]);
}

function denying({ deniedBy, isolatedBy }: DirectionAnswer): readonly Policy[] {
  return deniedBy.length > 0 ? deniedBy.map(({ policy }) => policy) : isolatedBy;
}

function named(policies: readonly Policy[]): string {
  return listSome([...new Set(policies.map(({ ref }) => policyName(ref)))], FEW);
}
