/**
 * Where values stand in the YAML tree: from a path to its place in the text, and back. Paths are those of the values
 * kubectl would see, so they lead through aliases and merge keys to the place where a value is written.
 */
import { isAlias, isCollection, isMap, isNode, isPair, isSeq } from 'yaml';
import type { Node, Pair, YAMLMap } from 'yaml';
import type { FieldKey, FieldLocation, FieldPath, FieldShape, OffsetRange } from './document';
import { trimEndOf } from './source-text';
import { isMergeKey, keyText, nodeRange, type AliasTargets } from './yaml-tree';

/** A tree with what is needed to find one's way in it. */
export interface Locatable {
  readonly text: string;
  readonly root: Node | null;
  readonly targets: AliasTargets;
  /** Filled as mappings are looked into. */
  readonly pairs: Map<YAMLMap, ReadonlyMap<string, Pair>>;
}

/** The deepest key or value at an offset. */
export interface TreePlace {
  readonly path: FieldPath;
  readonly onKey: boolean;
  readonly range: OffsetRange;
}

/** Where a node hangs: the root, a pair of a mapping, or an item of a list. */
type Slot =
  | { readonly kind: 'root'; readonly node: Node }
  | { readonly kind: 'pair'; readonly pair: Pair; readonly node: Node | null }
  | { readonly kind: 'item'; readonly node: Node; readonly from: number; readonly isBlock: boolean };

/** Where the value at a path stands. */
export function locateField(tree: Locatable, path: FieldPath): FieldLocation | undefined {
  const slot = slotAt(tree, path);
  return slot && slotLocation(tree, slot);
}

/** The keys of the mapping at a path, as they are written, in their order; none if there is no mapping. */
export function keysAt(tree: Locatable, path: FieldPath): readonly FieldKey[] {
  const node = resolved(tree, slotAt(tree, path)?.node);
  if (!isMap(node)) return [];
  return node.items.flatMap((pair) => {
    const name = isMergeKey(pair.key) ? '<<' : keyText(pair.key, tree.targets);
    const location = slotLocation(tree, pairSlot(pair));
    return name === undefined || location.key === undefined
      ? []
      : [{ name, key: location.key, value: location.value }];
  });
}

/** How the value at a path is written. */
export function shapeAt(tree: Locatable, path: FieldPath): FieldShape | undefined {
  const slot = slotAt(tree, path);
  if (slot === undefined) return undefined;
  const { node } = slot;
  if (isAlias(node)) return 'alias';
  if (isMap(node)) return node.flow === true ? 'flow-map' : 'block-map';
  if (isSeq(node)) return node.flow === true ? 'flow-list' : 'block-list';
  if (node === null || isEmpty(node)) return 'missing';
  if (node.type === 'PLAIN') return 'plain';
  return node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? 'block-text' : 'quoted';
}

/** The deepest key or value that an offset stands in or touches; undefined outside of the root. */
export function placeAt(tree: Locatable, offset: number): TreePlace | undefined {
  if (tree.root === null) return undefined;
  const range = valueRange(tree, tree.root);
  return touches(range, offset)
    ? placeWithin(tree, tree.root, { path: [], onKey: false, range }, offset)
    : undefined;
}

function placeWithin(tree: Locatable, node: Node | null, place: TreePlace, offset: number): TreePlace {
  if (isMap(node)) return placeInMap(tree, node, place, offset);
  if (!isSeq(node)) return place;
  for (const [index, item] of node.items.entries()) {
    if (!isNode(item)) continue;
    const range = valueRange(tree, item);
    const path = [...place.path, index];
    if (touches(range, offset)) return placeWithin(tree, item, { path, onKey: false, range }, offset);
  }
  return place;
}

function placeInMap(tree: Locatable, node: YAMLMap, place: TreePlace, offset: number): TreePlace {
  for (const pair of node.items) {
    const { key, value } = slotLocation(tree, pairSlot(pair));
    const inner = isNode(pair.value) ? pair.value : null;
    // What is merged in belongs to the mapping itself.
    if (isMergeKey(pair.key) && touches(value, offset)) return placeWithin(tree, inner, place, offset);
    const name = keyText(pair.key, tree.targets);
    if (name === undefined || key === undefined || isMergeKey(pair.key)) continue;
    const path = [...place.path, name];
    if (touches(key, offset)) return { path, onKey: true, range: key };
    if (touches(value, offset)) return placeWithin(tree, inner, { path, onKey: false, range: value }, offset);
  }
  return place;
}

/** An offset right behind a word still belongs to it, as it does for a text cursor. */
function touches(range: OffsetRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

function slotAt(tree: Locatable, path: FieldPath): Slot | undefined {
  let slot: Slot | undefined = tree.root === null ? undefined : { kind: 'root', node: tree.root };
  for (const step of path) {
    if (slot === undefined) return undefined;
    slot = childSlot(tree, resolved(tree, slot.node), step);
  }
  return slot;
}

function childSlot(tree: Locatable, parent: Node | undefined, step: string | number): Slot | undefined {
  if (isMap(parent)) {
    const pair = pairsOf(tree, parent).get(String(step));
    return pair && pairSlot(pair);
  }
  if (!isSeq(parent) || typeof step !== 'number') return undefined;
  const node = parent.items[step];
  if (!isNode(node)) return undefined;
  const before = parent.items[step - 1];
  const from = isNode(before) ? nodeEnd(tree, before) : nodeRange(parent).start;
  return { kind: 'item', node, from, isBlock: parent.flow !== true };
}

/** The pairs that give the keys of a mapping their values: the last of each key, merged ones in their place. */
function pairsOf(tree: Locatable, map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = tree.pairs.get(map);
  if (known !== undefined) return known;
  const pairs = new Map<string, Pair>();
  for (const pair of map.items) {
    const key = keyText(pair.key, tree.targets);
    if (isMergeKey(pair.key))
      mergedPairs(tree, pair.value).forEach((merged, name) => pairs.set(name, merged));
    else if (key !== undefined) pairs.set(key, pair);
  }
  tree.pairs.set(map, pairs);
  return pairs;
}

/** Of several merged mappings the first one counts. */
function mergedPairs(tree: Locatable, merged: unknown): ReadonlyMap<string, Pair> {
  const source = resolved(tree, merged);
  if (isMap(source)) return pairsOf(tree, source);
  if (!isSeq(source)) return new Map();
  return new Map(source.items.toReversed().flatMap((item) => [...mergedPairs(tree, item)]));
}

function resolved(tree: Locatable, node: unknown): Node | undefined {
  if (isAlias(node)) return tree.targets.get(node);
  return isNode(node) ? node : undefined;
}

function pairSlot(pair: Pair): Slot {
  return { kind: 'pair', pair, node: isNode(pair.value) ? pair.value : null };
}

function slotLocation(tree: Locatable, slot: Slot): FieldLocation {
  if (slot.kind === 'root') return { value: valueRange(tree, slot.node) };
  if (slot.kind === 'item') return itemLocation(tree, slot);
  const key = isNode(slot.pair.key) ? valueRange(tree, slot.pair.key) : undefined;
  const { node } = slot;
  if (node !== null && !isEmpty(node)) return { ...(key && { key }), value: valueRange(tree, node) };
  const behind = afterColon(tree.text, key?.end ?? 0);
  return { ...(key && { key }), value: { start: behind, end: behind } };
}

function itemLocation(tree: Locatable, { node, from, isBlock }: Slot & { kind: 'item' }): FieldLocation {
  const dash = isBlock ? dashBehind(tree.text, from) : undefined;
  const value = dash && isEmpty(node) ? { start: dash.end, end: dash.end } : valueRange(tree, node);
  return { ...(dash && { dash }), value };
}

/** Without the line ends, blanks and comments that the library counts to the end of a block. */
function valueRange(tree: Locatable, node: Node): OffsetRange {
  const { start } = nodeRange(node);
  return { start, end: Math.max(start, nodeEnd(tree, node)) };
}

function nodeEnd(tree: Locatable, node: Node): number {
  const { start, end } = nodeRange(node);
  if (!isCollection(node) || node.flow === true) {
    return start + trimEndOf(tree.text.slice(start, end), ' \t\r\n').length;
  }
  const last: unknown = node.items.at(-1);
  if (isPair(last)) return slotLocation(tree, pairSlot(last)).value.end;
  return isNode(last) ? Math.max(nodeEnd(tree, last), nodeRange(last).start) : end;
}

function isEmpty(node: Node): boolean {
  const { start, end } = nodeRange(node);
  return start === end;
}

/** Behind the colon that follows a key; behind the key where there is none. */
function afterColon(text: string, keyEnd: number): number {
  const at = skipSpace(text, keyEnd);
  return text[at] === ':' ? at + 1 : keyEnd;
}

/** The dash in front of the next item. */
function dashBehind(text: string, from: number): OffsetRange | undefined {
  const at = skipSpace(text, from);
  return text[at] === '-' ? { start: at, end: at + 1 } : undefined;
}

/** The next offset that is neither white space nor in a comment. */
function skipSpace(text: string, from: number): number {
  const space = /[ \t\r\n]+|#[^\r\n]*/uy;
  let at = from;
  for (space.lastIndex = at; space.test(text); space.lastIndex = at) at = space.lastIndex;
  return at;
}
