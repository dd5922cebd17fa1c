/**
 * The YAML library's tree of one document: the only source of positions. Knows how to ask the library, and how
 * kubectl understands a single scalar or key; nothing of Kubernetes.
 */
import { Composer, isAlias, isScalar, Lexer, Parser } from 'yaml';
import type { Alias, CST, Node, Scalar, YAMLParseError } from 'yaml';
import type { OffsetRange } from './document';
import { correctFlowSigns } from './flow-signs';
import { joinLines, maskDashes, restoreLines } from './joined-lines';
import { plainKeyText, resolvePlainScalar, type ScalarValue } from './scalar';
import { isResolvedTag, resolveTaggedScalar } from './tagged-scalar';

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
  const parsed = parse(text);
  const tree = parsed.errors.length === 0 ? parsed : (parseJoined(text, parsed) ?? parsed);
  correctFlowSigns(text, tree.root);
  return tree;
}

/** More collections and quoted texts than this are not looked after. */
const MOST_JOINED = 20;

/**
 * The tree without the errors that only indentation between brackets or quotes makes, or a dash for text between
 * brackets; undefined when there are others.
 */
function parseJoined(text: string, broken: YamlTree): YamlTree | undefined {
  let joined =
    maskDashes(
      text,
      broken.errors.map(({ pos }) => pos[0]),
    ) ?? text;
  let tree = joined === text ? broken : parse(joined);
  for (let count = 0; tree.errors.length > 0; count++) {
    const next = count < MOST_JOINED ? joinLines(joined, tree.root) : undefined;
    if (next === undefined || next === joined) return undefined;
    joined = next;
    tree = parse(joined);
  }
  restoreLines(tree.root, text, joined, textOf);
  return tree;
}

/** The value of a text that may go over several lines. */
function textOf(written: string): unknown {
  const { root } = parse(written);
  return isScalar(root) ? root.value : written;
}

/**
 * Deeper documents are not read: no manifest comes near, every walk over a tree or its values may then be recursive, and
 * what the library does at each level for all levels above stays cheap.
 */
export const DEEPEST = 500;

/** Signs that close nothing. Behind so many of them the rest of the text is not worth its time. */
const MOST_ERRORS = 100;

/** Where none may stand, the parser does not count them. */
const BRACKETS: ReadonlyMap<string, number> = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
]);

/** Of the library's parser. */
const OPTIONS = {
  schema: 'failsafe',
  resolveKnownTags: false,
  prettyErrors: false,
  uniqueKeys: false,
  logLevel: 'silent',
} as const;

function parse(text: string): YamlTree {
  const tokens = readTokens(text);
  if (typeof tokens === 'number') return tooDeepAt(tokens);
  const [document] = new Composer(OPTIONS).compose(tokens, true, text.length);
  return document === undefined
    ? { root: null, errors: [] }
    : { root: document.contents, errors: document.errors };
}

/** What the text is made of, or where it becomes too deep. */
function readTokens(text: string): readonly CST.Token[] | number {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  let errors = 0;
  let open = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const at = parser.offset;
    open += BRACKETS.get(lexeme) ?? 0;
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') errors++;
    }
    if (errors > MOST_ERRORS) return tokens;
    // The document itself is on the stack, too, and perhaps a scalar.
    if (parser.stack.length > DEEPEST + 2 || Math.abs(open) > DEEPEST) return at;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function tooDeepAt(at: number): YamlTree {
  const message = `more than ${DEEPEST} levels`;
  return { root: null, errors: [{ code: 'RESOURCE_EXHAUSTION', pos: [at, at + 1], message }] };
}

/** Where a node stands, without its anchor and tag. */
export function nodeRange(node: Node): OffsetRange {
  const [start, end] = node.range ?? [0, 0, 0];
  return { start, end };
}

/** What kubectl makes of a scalar; undefined when it cannot be what its tag says. */
export function scalarValue(node: Scalar): ScalarValue | undefined {
  const text = String(node.value);
  const tag = shortTag(node);
  if (tag !== undefined) return resolveTaggedScalar(tag, text);
  return node.type === 'PLAIN' ? resolvePlainScalar(text) : text;
}

/** Whether the text is looked at for numbers, truth values and null. */
function isResolved(node: Scalar): boolean {
  const tag = shortTag(node);
  return tag === undefined ? node.type === 'PLAIN' : isResolvedTag(tag);
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

/** The tag of a scalar, without what all standard tags begin with. */
export function shortTag(node: Scalar): string | undefined {
  return node.tag?.replace('tag:yaml.org,2002:', '');
}
