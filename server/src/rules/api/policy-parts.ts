/**
 * Walks a policy as it was written, right or wrong: what is not of the due type is passed over, null items
 * of lists count as empty ones, as for the API server. Knows no model and no text.
 */
import type { FieldPath, Resource } from '../../manifests/document';
import { lazy } from '../../manifests/lazy';
import { validatorOf } from './policy-kinds';
import { shapeViolations, type ShapeViolation } from './shape';

export type Members = Readonly<Record<string, unknown>>;

/** An object of a policy and its path. */
export interface Part {
  readonly path: FieldPath;
  readonly value: Members;
}

export type RuleDirection = 'ingress' | 'egress';

export interface DirectedPart extends Part {
  readonly direction: RuleDirection;
}

/** `from` of ingress rules, `to` of egress rules. */
export const PEERS_KEY = { ingress: 'from', egress: 'to' } as const;

/** What `policyTypes` calls the directions. */
export const POLICY_TYPE = { ingress: 'Ingress', egress: 'Egress' } as const;

const DIRECTIONS = ['ingress', 'egress'] as const;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a field is set: neither missing nor null. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The parts of a policy that rules look at, each collected at most once. */
export interface PolicyParts {
  readonly metadata: Part | undefined;
  readonly spec: Part | undefined;
  /** All rules, ingress first. */
  readonly rules: readonly DirectedPart[];
  /** All items of `ports`. */
  readonly ports: readonly Part[];
  readonly peers: readonly DirectedPart[];
  /** All label selectors that are set: the policy's own, and those of its peers. */
  readonly selectors: readonly Part[];
  /** All ipBlocks that are set. */
  readonly ipBlocks: readonly Part[];
  readonly violations: readonly ShapeViolation[];
}

/** Takes a policy apart, each part when it is first asked for. */
export function collectParts(resource: Resource): PolicyParts {
  const { value } = resource;
  const root: Part = { path: [], value };
  const spec = lazy(() => memberOf(root, 'spec'));
  const rules = lazy(() => rulesOf(spec()));
  const ports = lazy(() => rules().flatMap((rule) => itemsOf(rule, 'ports')));
  const peers = lazy(() => rules().flatMap(peersOfRule));
  const selectors = lazy(() => selectorsOf(spec(), peers()));
  const ipBlocks = lazy(() => peers().flatMap((peer) => memberOf(peer, 'ipBlock') ?? []));
  const violations = lazy(() => shapeViolations(value, validatorOf(resource)));
  return {
    metadata: memberOf(root, 'metadata'),
    get spec() {
      return spec();
    },
    get rules() {
      return rules();
    },
    get ports() {
      return ports();
    },
    get peers() {
      return peers();
    },
    get selectors() {
      return selectors();
    },
    get ipBlocks() {
      return ipBlocks();
    },
    get violations() {
      return violations();
    },
  };
}

function rulesOf(spec: Part | undefined): readonly DirectedPart[] {
  if (spec === undefined) return [];
  return DIRECTIONS.flatMap((direction) => itemsOf(spec, direction).map((part) => ({ ...part, direction })));
}

/** The peers of one rule: `from` for ingress, `to` for egress. */
export function peersOfRule(rule: DirectedPart): readonly DirectedPart[] {
  return itemsOf(rule, PEERS_KEY[rule.direction]).map((part) => ({ ...part, direction: rule.direction }));
}

function selectorsOf(spec: Part | undefined, peers: readonly Part[]): readonly Part[] {
  const own = spec && memberOf(spec, 'podSelector');
  const ofPeers = peers.flatMap((peer) => [
    memberOf(peer, 'podSelector'),
    memberOf(peer, 'namespaceSelector'),
  ]);
  return [own, ...ofPeers].filter((part) => part !== undefined);
}

/** The object that a member holds; undefined when it holds none. */
export function memberOf({ path, value }: Part, key: string): Part | undefined {
  const member = value[key];
  return isMembers(member) ? { path: [...path, key], value: member } : undefined;
}

/** The objects of a list; null items count as empty objects. */
export function itemsOf({ path, value }: Part, key: string): readonly Part[] {
  const list = value[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => {
    const part = item === null ? {} : item;
    return isMembers(part) ? [{ path: [...path, key, index], value: part }] : [];
  });
}

/** The texts of a list with their paths; null items count as empty texts. */
export function textItemsOf({ path, value }: Part, key: string): readonly TextItem[] {
  const list = value[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => {
    const text = item === null ? '' : item;
    return typeof text === 'string' ? [{ path: [...path, key, index], text }] : [];
  });
}

export interface TextItem {
  readonly path: FieldPath;
  readonly text: string;
}

/** The texts of a map with their keys; null values count as empty texts. */
export function textMembersOf(part: Part, key: string): readonly (TextItem & { readonly key: string })[] {
  const map = memberOf(part, key);
  if (map === undefined) return [];
  return Object.entries(map.value).flatMap(([name, member]) => {
    const text = member === null ? '' : member;
    return typeof text === 'string' ? [{ path: [...map.path, name], key: name, text }] : [];
  });
}
