/**
 * Keys and values of labels that exist, for selectors that are being typed: those of the pods or namespaces that the
 * selector can mean come first.
 */
import { CompletionItemKind } from 'vscode-languageserver';

import type { Labels } from '../evaluator/model';
import { isAbsent } from '../manifests/json-value';
import type { FieldPath } from '../manifests/document';
import type { Snapshot } from '../workspace/snapshot';
import { count } from '../wording/quantities';
import { scalarText, type Asked, type Offer } from './completion-items';
import { usesOnNamespaces, usesOnWorkloads, type LabelUses, type Use } from './label-uses';
import { selectedNamespaces } from './selected-namespaces';
import { valueAt } from './value-at';

/** A selector that is being typed. */
interface TypedSelector {
  readonly on: 'pod' | 'namespace';
  readonly path: FieldPath;
  /** A plain map of labels, as Services have it, without `matchLabels`. */
  readonly isMap: boolean;
}

/** Undefined where no label is typed. */
export function labelOffers(asked: Asked, home: string | undefined): readonly Offer[] | undefined {
  const { path, typing } = asked.place;
  const selector = typedSelector(asked, path);
  if (selector === undefined) return undefined;
  const carriers = carriersOf(asked, selector, home);
  const below = path.slice(selector.path.length);
  const [first, second, third] = selector.isMap ? ['matchLabels', ...below] : below;
  if (first === 'matchLabels') {
    if (second === undefined)
      return [...keyOffers(asked, selector, carriers), ...pairOffers(asked, selector, carriers)];
    return typing === 'value' ? valueOffers(asked, selector, carriers, String(second)) : undefined;
  }
  if (first !== 'matchExpressions' || typing !== 'value') return undefined;
  if (third === 'key') return expressionKeys(selector, carriers);
  const key = valueAt(asked.place.resource.value, [...path.slice(0, selector.path.length + 2), 'key']);
  return third === 'values' && typeof key === 'string'
    ? valueOffers(asked, selector, carriers, key)
    : undefined;
}

function typedSelector({ place: { resource } }: Asked, path: FieldPath): TypedSelector | undefined {
  if (resource.kind === 'Service') {
    const isSelector = path[0] === 'spec' && path[1] === 'selector';
    return isSelector ? { on: 'pod', path: ['spec', 'selector'], isMap: true } : undefined;
  }
  const depth = path.findLastIndex((step) => SELECTORS.includes(step));
  if (depth < 0 || path[0] !== 'spec') return undefined;
  const on = path[depth] === 'podSelector' ? 'pod' : 'namespace';
  return { on, path: path.slice(0, depth + 1), isMap: false };
}

const SELECTORS: readonly unknown[] = ['podSelector', 'namespaceSelector', 'namespaces'];

/** The labels of everything that a selector could mean, and where it looks. */
interface Carriers {
  readonly uses: LabelUses;
  /** Namespaces whose pods it can mean; undefined is everywhere. */
  readonly near: ReadonlySet<string> | undefined;
}

function carriersOf(asked: Asked, selector: TypedSelector, home: string | undefined): Carriers {
  const { cluster } = asked.view.snapshot;
  if (selector.on === 'namespace') return { uses: usesOnNamespaces(cluster.namespaces), near: undefined };
  const near = namespacesInReach(asked, selector, home);
  return { uses: usesOnWorkloads(cluster.workloads), near: near && new Set(near) };
}

/** Where a selector of pods looks: as the namespaceSelector beside it says, or at home. Undefined is everywhere. */
function namespacesInReach(
  { view, place: { resource } }: Asked,
  { path }: TypedSelector,
  home: string | undefined,
): readonly string[] | undefined {
  const beside = valueAt(resource.value, [...path.slice(0, -1), 'namespaceSelector']);
  if (!isAbsent(beside)) return selectedNamespaces(view.snapshot, beside).map(({ name }) => name);
  return home === undefined ? undefined : [home];
}

/** How many carry something, near and far. */
interface Tally {
  readonly near: number;
  readonly far: number;
}

function tallied(
  uses: ReadonlyMap<string, Use>,
  near: Carriers['near'],
): readonly (readonly [string, Tally])[] {
  return Array.from(uses, ([word, { total, byNamespace }]) => {
    const amount = near === undefined ? total : amountIn(byNamespace, near);
    return [word, { near: amount, far: total - amount }] as const;
  });
}

/** Looks into the fewer: a label can be in every namespace, and a selector can mean every one. */
function amountIn(byNamespace: ReadonlyMap<string, number>, near: ReadonlySet<string>): number {
  let sum = 0;
  if (near.size < byNamespace.size) for (const namespace of near) sum += byNamespace.get(namespace) ?? 0;
  else for (const [namespace, amount] of byNamespace) if (near.has(namespace)) sum += amount;
  return sum;
}

function amountText({ near, far }: Tally, { on }: TypedSelector): string {
  const noun = on === 'pod' ? 'workload' : 'namespace';
  return near > 0 ? count(near, noun) : `${count(far, noun)} elsewhere`;
}

function rankOf({ near }: Tally): number {
  return near > 0 ? 0 : 2;
}

function keyOffers(asked: Asked, selector: TypedSelector, carriers: Carriers): readonly Offer[] {
  const { on } = selector;
  const taken = keysTaken(asked, selector);
  return keysOf(carriers)
    .filter(([key]) => !taken.includes(key))
    .map(([key, tally]) => ({
      label: key,
      newText: asked.place.hasColon ? key : `${key}: `,
      amount: amountText(tally, selector),
      rank: rankOf(tally),
      kind: CompletionItemKind.Property,
      holders: { kind: 'label', on, key },
    }));
}

/** Key and value in one go. */
function pairOffers(asked: Asked, selector: TypedSelector, carriers: Carriers): readonly Offer[] {
  if (asked.place.hasColon) return [];
  const { on } = selector;
  const taken = keysTaken(asked, selector);
  return keysOf(carriers).flatMap(([key]) =>
    taken.includes(key)
      ? []
      : valuesOf(carriers, key).map(([value, tally]): Offer => ({
          label: `${key}: ${value}`,
          newText: `${key}: ${scalarText(value, { isQuoted: false })}`,
          amount: amountText(tally, selector),
          rank: rankOf(tally) + 1,
          holders: { kind: 'label', on, key, value },
        })),
  );
}

/** The other keys of the mapping that is typed in. */
function keysTaken({ place }: Asked, { path, isMap }: TypedSelector): readonly string[] {
  const keys = place.resource.keysOf(isMap ? path : [...path, 'matchLabels']);
  return keys.map(({ name }) => name).filter((name) => name !== place.name);
}

function expressionKeys(selector: TypedSelector, carriers: Carriers): readonly Offer[] {
  const { on } = selector;
  return keysOf(carriers).map(([key, tally]) => ({
    label: key,
    newText: key,
    amount: amountText(tally, selector),
    rank: rankOf(tally),
    holders: { kind: 'label', on, key },
  }));
}

function valueOffers(
  { place }: Asked,
  selector: TypedSelector,
  carriers: Carriers,
  key: string,
): readonly Offer[] {
  const { on } = selector;
  return valuesOf(carriers, key).map(([value, tally]) => ({
    label: value,
    newText: scalarText(value, place),
    amount: amountText(tally, selector),
    rank: rankOf(tally),
    holders: { kind: 'label', on, key, value },
  }));
}

function keysOf({ uses, near }: Carriers): readonly (readonly [string, Tally])[] {
  return tallied(uses, near);
}

function valuesOf({ uses, near }: Carriers, key: string): readonly (readonly [string, Tally])[] {
  return tallied(uses.get(key)?.values ?? new Map(), near);
}

/** Who carries a label: for the documentation of an item. */
export function carriersOfLabel(
  { cluster }: Snapshot,
  { on, key, value }: { readonly on: 'pod' | 'namespace'; readonly key: string; readonly value?: string },
): { readonly workloads: Snapshot['cluster']['workloads']; readonly namespaces: readonly string[] } {
  const has = (labels: Labels): boolean =>
    value === undefined ? labels.has(key) : labels.get(key) === value;
  if (on === 'pod')
    return { workloads: cluster.workloads.filter(({ labels }) => has(labels)), namespaces: [] };
  const namespaces = [...cluster.namespaces.values()].filter(({ labels }) => has(labels));
  return { workloads: [], namespaces: namespaces.map(({ name }) => name) };
}
