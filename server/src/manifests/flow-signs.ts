/**
 * Signs between brackets that kubectl's reader takes otherwise than newer YAML: `a:` in `[a:]` and `{a:}` is a word that
 * ends with a colon, and the `?` of `{?a: b}` begins a key without a blank behind it. Corrects the library's tree.
 */
import { isMap, isScalar, isSeq, Pair, visit, YAMLMap } from 'yaml';
import type { Node, Scalar } from 'yaml';

/** Whether there can be anything to correct. */
const MAY_DIFFER = /:[ \t]*[,\]}]|[,[{]\s*\?/u;

const COLON_AT_END = /[ \t]*:(?=[,\]}])/uy;

export function correctFlowSigns(text: string, root: Node | null): void {
  if (!MAY_DIFFER.test(text)) return;
  visit(root, {
    Collection(_key, node) {
      if (node.flow !== true) return;
      if (isMap(node)) for (const { key } of node.items) correctKey(text, key);
      else if (isSeq(node)) node.items = node.items.map((item) => correctedItem(text, item));
    },
  });
}

function correctKey(text: string, key: unknown): void {
  if (!isPlain(key)) return;
  dropQuestionMark(key);
  takeColon(text, key);
}

/** An item of a list: `a:` is no pair, `?a` is one. */
function correctedItem(text: string, item: unknown): unknown {
  if (isPlain(item)) return dropQuestionMark(item) ? pairOf(item) : item;
  const [pair] = isMap(item) && item.flow === true ? item.items : [];
  const isBare =
    isMap(item) && item.range !== undefined && item.range !== null && text[item.range[0]] !== '{';
  return isBare && isPlain(pair?.key) && takeColon(text, pair.key) ? pair.key : item;
}

/** A scalar without quotes, with its place. */
type Word = Scalar & { range: NonNullable<Scalar['range']> };

function isPlain(node: unknown): node is Word {
  return isScalar(node) && node.type === 'PLAIN' && node.range !== undefined && node.range !== null;
}

/** Whether a colon belongs to the word, which it does right in front of a comma or a closing bracket. */
function takeColon(text: string, word: Word): boolean {
  const [start, end] = word.range;
  COLON_AT_END.lastIndex = end;
  if (start === end || !COLON_AT_END.test(text)) return false;
  const colon = COLON_AT_END.lastIndex;
  word.value = `${String(word.value)}${text.slice(end, colon)}`;
  word.range = [start, colon, colon];
  return true;
}

/** A question mark without a blank behind it stands in front of a key. */
function dropQuestionMark(word: Word): boolean {
  const written = String(word.value);
  if (!/^\?[^\s?]/u.test(written)) return false;
  const [start, end, behind] = word.range;
  word.value = written.slice(1);
  word.range = [start + 1, end, behind];
  return true;
}

function pairOf(key: Scalar): YAMLMap {
  const map = new YAMLMap();
  map.flow = true;
  map.range = key.range ?? null;
  map.items.push(new Pair(key, null));
  return map;
}
