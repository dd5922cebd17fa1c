/**
 * The YAML library's tree of one document: the only source of positions. Knows how to ask the library, and how
 * kubectl understands a single scalar or key; nothing of Kubernetes.
 */
import { isAlias, isScalar, parseDocument } from 'yaml';
import type { Alias, Node, Scalar, YAMLParseError } from 'yaml';
import type { OffsetRange } from './document';
import { withoutFlowLines } from './flow-lines';
import { plainKeyText, resolvePlainScalar, type ScalarValue } from './scalar';

export interface YamlTree {
  readonly root: Node | null;
  readonly errors: readonly TreeError[];
}

export type TreeError = Pick<YAMLParseError, 'code' | 'pos' | 'message'>;

/** Which node each alias stands for. */
export type AliasTargets = ReadonlyMap<Alias, Node>;

/**
 * Parses one document. The tree is tolerant: what could not be read is missing from it, the rest is there. Scalars
 * are left as text, since kubectl's rules for them are not the library's. Repeated keys are not counted here:
 * that would cost a comparison of all keys with each other.
 */
export function parseTree(text: string): YamlTree {
  const tree = parse(text);
  return tree.errors.length === 0 ? tree : (parseJoined(text, tree) ?? tree);
}

/** More collections than this are not looked after. */
const MOST_JOINED = 20;

/** The tree without the errors that only the indentation between brackets makes; undefined when there are others. */
function parseJoined(text: string, broken: YamlTree): YamlTree | undefined {
  let joined: string | undefined = text;
  let tree = broken;
  for (let count = 0; tree.errors.length > 0; count++) {
    joined = count < MOST_JOINED ? withoutFlowLines(joined, tree.root) : undefined;
    if (joined === undefined) return undefined;
    tree = parse(joined);
  }
  return tree;
}

function parse(text: string): YamlTree {
  const document = parseDocument(text, {
    schema: 'failsafe',
    resolveKnownTags: false,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  return { root: document.contents, errors: document.errors };
}

/** Where a node stands, without its anchor and tag. */
export function nodeRange(node: Node): OffsetRange {
  const [start, end] = node.range ?? [0, 0, 0];
  return { start, end };
}

/** What kubectl makes of a scalar. A tag of an unknown kind makes it text, as quotes do. */
export function scalarValue(node: Scalar): ScalarValue {
  const text = String(node.value);
  return isResolved(node) ? resolvePlainScalar(text) : text;
}

/** Whether the text is looked at for numbers, truth values and null. */
function isResolved(node: Scalar): boolean {
  const tag = shortTag(node);
  return tag === undefined ? node.type === 'PLAIN' : RESOLVED_TAGS.has(tag);
}

/** The text of a key; undefined for what cannot be a key: a list, a mapping, null. */
export function keyText(key: unknown, targets: AliasTargets): string | undefined {
  const node = isAlias(key) ? targets.get(key) : key;
  if (!isScalar(node)) return undefined;
  return isResolved(node) ? plainKeyText(String(node.value)) : String(scalarValue(node));
}

/** `<<`, unless it is quoted. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || key.value !== '<<') return false;
  const tag = shortTag(key);
  return tag === undefined ? key.type === 'PLAIN' : tag === 'merge';
}

/** Tags that ask for the meaning that the text would have without quotes. */
const RESOLVED_TAGS: ReadonlySet<string> = new Set(['int', 'float', 'bool', 'null']);

function shortTag(node: Scalar): string | undefined {
  return node.tag?.replace('tag:yaml.org,2002:', '');
}
