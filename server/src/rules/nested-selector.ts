/**
 * Rule: something that belongs beside a selector, written inside of it.
 */
import { formatPath, type FieldPath } from '../manifests/document';
import { list } from '../wording/quantities';
import { fieldName } from './api/field-names';
import { keyRange, type Source } from './api/place';
import { type Part } from './api/policy-parts';
import { ANYWHERE_OUTSIDE, BESIDE_POLICY_SELECTOR } from './api/selector-surroundings';
import { movedOut } from './fixes/block-moves';
import { columnOf } from './fixes/layout';
import type { Finding, Fix, FixEdit, Rule } from './rule';

const SELECTORS: ReadonlySet<string> = new Set(['podSelector', 'namespaceSelector']);

export const rule = {
  id: 'nested-selector',
  severity: 'error',
  documentation: {
    title: 'A field inside a selector that belongs beside it',
    clusterDoes:
      'The API server rejects the policy. A client that drops unknown fields applies the outer selector alone, for instance whole namespaces.',
    meant:
      'Both selectors side by side in one peer (AND), or the rules of the policy beside its podSelector.',
    bad: 'from:\n- namespaceSelector:\n    matchLabels: {team: tills}\n    podSelector:\n      matchLabels: {job: scanner}',
    good: 'from:\n- namespaceSelector:\n    matchLabels: {team: tills}\n  podSelector:\n    matchLabels: {job: scanner}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  },
  *check(context) {
    for (const selector of context.parts.selectors) {
      const nested = Object.keys(selector.value).filter((key) => ANYWHERE_OUTSIDE.has(key));
      for (const key of nested) yield finding(context, selector, key);
    }
  },
} satisfies Rule;

function finding(source: Source, { path }: Part, key: string): Finding {
  const outer = String(path.at(-1));
  const known = list(['matchLabels', 'matchExpressions']);
  return {
    range: keyRange(source, [...path, key]),
    message: `${key} stands inside ${fieldName([outer])}, which has only ${known}. The API server rejects the policy. Put it beside ${outer}.`,
    field: formatPath([...path, key]),
    reason: 'Unknown',
    fixes: fixes(source, path, key),
  };
}

function fixes(source: Source, path: FieldPath, key: string): readonly Fix[] {
  const owner = path.slice(0, -1);
  if (source.resource.keysOf(owner).some(({ name }) => name === key)) return [];
  if (owner.length === 1) return BESIDE_POLICY_SELECTOR.has(key) ? besideOnly(source, path, key) : [];
  if (!SELECTORS.has(key)) return key === 'ipBlock' ? asOwnPeer(source, path, key) : [];
  return besideOnly(source, path, key);
}

function besideOnly(source: Source, path: FieldPath, key: string): readonly Fix[] {
  const column = columnOfKey(source, path);
  const edits = column === undefined ? undefined : movedOut(source, path, key, { column });
  const isSelector = SELECTORS.has(key);
  const title = isSelector ? `Put ${key} beside it: both must match (AND)` : `Put ${key} beside podSelector`;
  return fix(title, edits, { preferred: true });
}

/** Addresses cannot stand beside a selector. */
function asOwnPeer(source: Source, path: FieldPath, key: string): readonly Fix[] {
  const column = columnOfKey(source, path);
  const dash = source.resource.locate(path.slice(0, -1))?.dash;
  if (column === undefined || dash === undefined) return [];
  const target = { column, dash: columnOf(source.file.text, dash.start) };
  const isLast = source.resource.keysOf(path.slice(0, -1)).at(-1)?.name === path.at(-1);
  const edits = isLast ? movedOut(source, path, key, target) : undefined;
  return fix(`Make ${key} a peer of its own: either may match (OR)`, edits, { preferred: true });
}

function columnOfKey({ file, resource }: Source, path: FieldPath): number | undefined {
  const key = resource.locate(path)?.key;
  return key && columnOf(file.text, key.start);
}

function fix(
  title: string,
  edits: readonly FixEdit[] | undefined,
  marks: Pick<Fix, 'preferred'>,
): readonly Fix[] {
  return edits === undefined ? [] : [{ title, edits, ...marks }];
}
