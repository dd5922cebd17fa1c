/**
 * What would have to be different for a rule to allow a connection. Knows no places.
 */
import type { Lack, NearMiss, Target } from '../evaluator/answers';
import type { PolicyRule, PortMatch } from '../evaluator/model';
import { rangeText } from './connections';
import { policyName, targetName } from './names';
import { list } from './quantities';
import type { Ends } from './reasons';
import { hitPath } from './rule-hits';
import { PLAIN, type Style } from './style';

/** `shop/allow-web (spec.ingress[0]) would match if web/front[Deployment] had app=web (it has app=front)`. */
export function nearMissText(miss: NearMiss, ends: Ends, style: Style = PLAIN): string {
  const policy = style(policyName(miss.policy.ref), 'name');
  return `${policy} (${hitPath(miss)}) ${lackText(miss, ends, style, IN_FULL)}`;
}

/** `shop/allow-web: if web/front[Deployment] had app=web`: without what there is, and where it is written. */
export function nearMissBrief(miss: NearMiss, ends: Ends, style: Style = PLAIN): string {
  return `${style(policyName(miss.policy.ref), 'name')}: ${lackText(miss, ends, style, IN_BRIEF)}`;
}

interface Phrasing {
  readonly condition: string;
  /** Whether to say what there is in the place of what would have to be. */
  readonly tellsActual: boolean;
}

const IN_FULL: Phrasing = { condition: 'would match if', tellsActual: true };
const IN_BRIEF: Phrasing = { condition: 'if', tellsActual: false };

/** All that would have to be different, so that nobody mends one thing and finds the next. */
function lackText({ rule, lacks }: NearMiss, { other }: Ends, style: Style, phrasing: Phrasing): string {
  const wishes = (wanted: Lack['missed']): readonly string[] =>
    lacks
      .filter(({ missed }) => missed === wanted)
      .map(({ requirement }) => requirementWish(requirement, style, phrasing) ?? otherWish(wanted, other));
  const subjects = [
    { name: namespaceOf(other, style), wished: wishes('namespace') },
    { name: style(targetName(other), 'name'), wished: wishes('pod') },
  ].filter(({ wished }) => wished.length > 0);
  const conditions = subjects.map(({ name, wished }) => `${name} ${list(wished)}`);
  return [
    ...(conditions.length > 0 ? [`${phrasing.condition} ${list(conditions)}`] : []),
    ...(lacks.some(({ missed }) => missed === 'address')
      ? [`names other addresses than ${style(targetName(other), 'name')}`]
      : []),
    ...(lacks.some(({ missed }) => missed === 'port' || missed === 'protocol')
      ? [rule.ports === 'any' || rule.ports.length > 0 ? `allows ${portsText(rule)} only` : 'allows no port']
      : []),
  ].join(', and ');
}

function namespaceOf(endpoint: Target, style: Style): string {
  if (endpoint.kind !== 'workload') return 'its namespace';
  return `namespace ${style(endpoint.workload.namespace, 'name')}`;
}

/** Where no requirement tells it. */
function otherWish(wanted: Lack['missed'], other: Target): string {
  const isOnHost = wanted === 'pod' && other.kind === 'workload' && other.workload.hostNetwork;
  return isOnHost ? 'were not on the host network' : 'were another';
}

function requirementWish(
  requirement: Lack['requirement'],
  style: Style,
  { tellsActual }: Phrasing,
): string | undefined {
  if (requirement === undefined) return undefined;
  const { key, operator, values, actual } = requirement;
  const found = actual === undefined || !tellsActual ? '' : ` (it has ${style(`${key}=${actual}`, 'name')})`;
  return `${wishText(operator, key, values, style)}${found}`;
}

function wishText(operator: string, key: string, values: readonly string[], style: Style): string {
  const [only = ''] = values;
  switch (operator) {
    case 'In':
      return `had ${style(values.length === 1 ? `${key}=${only}` : `${key} in (${values.join(', ')})`, 'name')}`;
    case 'NotIn':
      return `had another value of ${style(key, 'name')}`;
    case 'Exists':
      return `had a label ${style(key, 'name')}`;
    case 'DoesNotExist':
      return `had no label ${style(key, 'name')}`;
    default:
      return `met ${style(`${key} ${operator} ${values.join(', ')}`, 'name')}`;
  }
}

/** The ports of a rule: `8080/TCP, http/TCP, 30000-32767/UDP`. */
export function portsText({ ports }: Pick<PolicyRule, 'ports'>): string {
  if (ports === 'any') return 'all ports';
  return ports.length === 0 ? 'no port' : list(ports.map(portMatchText));
}

function portMatchText(match: PortMatch): string {
  if (match.kind === 'named') return match.protocol ? `${match.name}/${match.protocol}` : match.name;
  return rangeText(match);
}
