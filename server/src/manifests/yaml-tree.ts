/**
 * The YAML library's tree of one document: the only source of positions. Knows how to ask the library, and how
 * kubectl understands a single scalar or key; nothing of Kubernetes.
 */
import { isAlias, isScalar, parseDocument } from 'yaml';
import type { Alias, Node, Scalar, YAMLParseError } from 'yaml';
import type { OffsetRange } from './document';
import { resolvePlainScalar, type ScalarValue } from './scalar';

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
  const tag = shortTag(node);
  if (tag === undefined) return node.type === 'PLAIN' ? resolvePlainScalar(text) : text;
  return RESOLVED_TAGS.has(tag) ? resolvePlainScalar(text) : text;
}

/** The text of a key; undefined for what cannot be a key: a list, a mapping, null. */
export function keyText(key: unknown, targets: AliasTargets): string | undefined {
  const node = isAlias(key) ? targets.get(key) : key;
  if (!isScalar(node)) return undefined;
  const value = scalarValue(node);
  return value === null ? undefined : String(value);
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
