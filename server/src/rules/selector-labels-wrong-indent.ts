/**
 * Rule: keys that stand one level too far out, beside the key they belong under.
 */
import { formatPath, type FieldKey, type FieldPath } from '../manifests/document';
import { keyRange, type Source } from './api/place';
import { isSet, PEERS_KEY, type Part } from './api/policy-parts';
import { indented, indentStep, linesOf } from './fixes/block-moves';
import { columnOf } from './fixes/layout';
import type { Finding, Fix, Rule } from './rule';

/** A key, and the keys it can have slipped out of. */
type Slips = Readonly<Record<string, readonly string[]>>;

const SELECTORS = ['podSelector', 'namespaceSelector'];

const IN_PEER: Slips = {
  matchLabels: SELECTORS,
  matchExpressions: SELECTORS,
  cidr: ['ipBlock'],
  except: ['ipBlock'],
};
const IN_SPEC: Slips = { matchLabels: ['podSelector'], matchExpressions: ['podSelector'] };

export const rule = {
  id: 'selector-labels-wrong-indent',
  severity: 'error',
  documentation: {
    title: 'Labels beside their selector instead of below it',
    clusterDoes:
      'kubectl stops at an unknown field. A client that drops unknown fields leaves a selector without labels: under spec it then selects every pod of the namespace, beside a namespaceSelector it admits all pods of those namespaces.',
    meant: 'The lines belong under the key above them, indented further.',
    bad: 'from:\n- podSelector:\n  matchLabels: {app: till}',
    good: 'from:\n- podSelector:\n    matchLabels: {app: till}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  },
  *check(context) {
    const spec = context.parts.spec;
    if (spec !== undefined) yield* slipped(context, spec, IN_SPEC, false);
    for (const rule_ of context.parts.rules) {
      const peers = PEERS_KEY[rule_.direction];
      yield* slipped(context, rule_, inRule(peers), true);
    }
    for (const peer of context.parts.peers) yield* slipped(context, peer, IN_PEER, false);
  },
} satisfies Rule;

/** What belongs into an item of `from`, `to` or `ports`. */
function inRule(peers: string): Slips {
  return {
    podSelector: [peers],
    namespaceSelector: [peers],
    ipBlock: [peers],
    protocol: ['ports'],
    port: ['ports'],
    endPort: ['ports'],
  };
}

function* slipped(source: Source, part: Part, slips: Slips, asItem: boolean): Iterable<Finding> {
  for (const name of Object.keys(part.value).filter((key) => Object.hasOwn(slips, key))) {
    const owners = slips[name] ?? [];
    yield finding(source, part, name, owners, asItem);
  }
}

function finding(
  source: Source,
  part: Part,
  name: string,
  owners: readonly string[],
  asItem: boolean,
): Finding {
  const field = [...part.path, name];
  const empty = owners.filter((owner) => !isSet(part.value[owner]));
  const [owner = owners[0] ?? ''] = empty.filter((key) => Object.hasOwn(part.value, key));
  return {
    range: keyRange(source, field),
    message: `${name} stands beside ${owner}, but belongs ${asItem ? 'in an item of it' : 'under it'}. ${consequence(part.path, owner, asItem)}`,
    field: formatPath(field),
    reason: 'Unknown',
    fixes: indentation(source, part, name, owners, asItem),
  };
}

/** What a client makes of it that drops fields it does not know. */
function consequence(path: FieldPath, owner: string, asItem: boolean): string {
  const base = 'The API server rejects the policy';
  if (asItem) return `${base}; without the field the rule would have no limit here.`;
  if (path.length === 1) return `${base}; without the field it would select every pod of the namespace.`;
  return owner === 'ipBlock'
    ? `${base}.`
    : `${base}; without the field ${owner} would select nothing by itself.`;
}

/** Certain only where the keys stand right behind the empty key they belong under. */
function indentation(
  source: Source,
  { path }: Part,
  name: string,
  owners: readonly string[],
  asItem: boolean,
): readonly Fix[] {
  const { resource, file } = source;
  if (resource.shapeOf(path) !== 'block-map') return [];
  const keys = resource.keysOf(path);
  const index = keys.findIndex((key) => key.name === name);
  const run = runAround(source, path, keys, index, owners);
  if (run === undefined) return [];
  const column = columnOf(file.text, run.first.key.start);
  // The dash of a list stands in the column of its key, as most people write it.
  const step = asItem ? 2 : indentStep(source);
  const edit = indented(source, linesOf(source, run.first, run.last), step, asItem);
  return column !== columnOf(file.text, run.owner.key.start)
    ? []
    : [{ title: `Indent under ${run.owner.name}`, edits: [edit], preferred: true }];
}

interface Run {
  readonly owner: FieldKey;
  readonly first: FieldKey;
  readonly last: FieldKey;
}

/** The empty key before the given one, and all keys from there on that belong under it. */
function runAround(
  source: Source,
  path: FieldPath,
  keys: readonly FieldKey[],
  index: number,
  owners: readonly string[],
): Run | undefined {
  const start = keys.slice(0, index).findLastIndex(({ name }) => owners.includes(name));
  const owner = keys[start];
  if (owner === undefined || source.resource.shapeOf([...path, owner.name]) !== 'missing') return undefined;
  const family = familyOf(owner.name);
  const behind = keys.slice(start + 1);
  const length = behind.findIndex(({ name }) => !family.includes(name));
  const run = length === -1 ? behind : behind.slice(0, length);
  const [first] = run;
  const last = run.at(-1);
  const reaches = run.some(({ name }) => name === keys[index]?.name);
  return first !== undefined && last !== undefined && reaches ? { owner, first, last } : undefined;
}

function familyOf(owner: string): readonly string[] {
  if (owner === 'ports') return ['protocol', 'port', 'endPort'];
  if (owner === 'from' || owner === 'to') return [...SELECTORS, 'ipBlock'];
  return owner === 'ipBlock' ? ['cidr', 'except'] : ['matchLabels', 'matchExpressions'];
}
