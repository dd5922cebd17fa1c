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
  return `${policy} (${hitPath(miss)}) ${lackText(miss, ends, style)}`;
}

/** All that would have to be different, so that nobody mends one thing and finds the next. */
function lackText({ rule, lacks }: NearMiss, { other }: Ends, style: Style): string {
  const wishes = (wanted: Lack['missed']): readonly string[] =>
    lacks
      .filter(({ missed }) => missed === wanted)
      .map(({ requirement }) => requirementWish(requirement, style) ?? otherWish(wanted, other));
  const subjects = [
    { name: namespaceOf(other, style), wished: wishes('namespace') },
    { name: style(targetName(other), 'name'), wished: wishes('pod') },
  ].filter(({ wished }) => wished.length > 0);
  const conditions = subjects.map(({ name, wished }) => `${name} ${list(wished)}`);
  return [
    ...(conditions.length > 0 ? [`would match if ${list(conditions)}`] : []),
    ...(lacks.some(({ missed }) => missed === 'address')
      ? [`names other addresses than ${style(targetName(other), 'name')}`]
      : []),
    ...(lacks.some(({ missed }) => missed === 'port' || missed === 'protocol')
      ? [`allows ${portsText(rule)} only`]
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

function requirementWish(requirement: Lack['requirement'], style: Style): string | undefined {
  if (requirement === undefined) return undefined;
  const { key, operator, values, actual } = requirement;
  const found = actual === undefined ? '' : ` (it has ${style(`${key}=${actual}`, 'name')})`;
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
