/**
 * What the parts of a policy are called in a message.
 */
import type { FieldPath } from '../../manifests/document';

const ITEM_NAMES: Readonly<Record<string, string>> = {
  ingress: 'an ingress rule',
  egress: 'an egress rule',
  from: 'a peer',
  to: 'a peer',
  ports: 'an item of ports',
  protocols: 'an item of protocols',
  networks: 'a network',
  domainNames: 'a domain name',
  except: 'an exception',
  policyTypes: 'a policy type',
  matchExpressions: 'a requirement',
  values: 'a value',
};

const MAP_VALUE_NAMES: Readonly<Record<string, string>> = {
  matchLabels: 'the value of label',
  labels: 'the value of label',
  annotations: 'the value of annotation',
};

/** The thing at a path, to begin a sentence with: `A peer`, `podSelector`, `The value of label app`. */
export function ownerName(path: FieldPath): string {
  const name = fieldName(path);
  return /^(?:an?|the) /u.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

/** The thing at a path, within a sentence. */
export function fieldName(path: FieldPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'the policy';
  const owner = String(path.at(-2) ?? '');
  if (typeof last === 'number') return ITEM_NAMES[owner] ?? `an item of ${owner}`;
  const mapValue = MAP_VALUE_NAMES[owner];
  return mapValue === undefined ? last : `${mapValue} ${last}`;
}
