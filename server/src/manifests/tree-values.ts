/**
 * From the YAML tree to plain values, as kubectl turns YAML into JSON: YAML 1.1 scalars, keys made text, aliases and
 * merge keys resolved. Knows nothing of Kubernetes. Never throws: what cannot be read is null, with a problem.
 */
import { isAlias, isMap, isNode, isScalar } from 'yaml';
import type { Alias, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { FieldPath, OffsetRange, SyntaxProblem } from './document';
import { noFields, type Fields } from './fields';
import { flowPairProblem, flowScalarProblem, keyProblem } from './flow-syntax';
import { lazy } from './lazy';
import { anchorFault, nodeFault, numberFault, type ReadText } from './scalar-faults';
import { isJsonText } from './source-text';
import { isMergeKey, keyText, nodeRange, scalarValue, type AliasTargets } from './yaml-tree';

/** A key that stands in its mapping a second time. */
export interface DuplicateKey {
  /** Of the mapping. */
  readonly path: FieldPath;
  readonly key: string;
  readonly range: OffsetRange;
}

export interface TreeValues {
  /** A value that several aliases stand for is one object, reached several times. */
  readonly value: unknown;
  readonly duplicates: readonly DuplicateKey[];
  readonly targets: AliasTargets;
  readonly problems: readonly SyntaxProblem[];
}

interface Reading extends ReadText {
  readonly duplicates: DuplicateKey[];
  readonly problems: SyntaxProblem[];
  readonly targets: Map<Alias, Node>;
  /** By name, the last anchored node so far. */
  readonly anchors: Map<string, Node>;
  /** Anchored nodes that are read to their end; `size` counts all values in them. */
  readonly anchored: Map<Node, { readonly value: unknown; readonly size: number }>;
  readonly path: (string | number)[];
  /** Values read, those that aliases stand for included. */
  count: number;
  aliased: number;
}

/** Reads a whole tree; `text` is what it was parsed from. */
export function readTreeValues(root: Node | null, text: string): TreeValues {
  const reading: Reading = {
    text,
    isJson: lazy(() => isJsonText(text)),
    duplicates: [],
    problems: [],
    targets: new Map(),
    anchors: new Map(),
    anchored: new Map(),
    path: [],
    // The document counts, too.
    count: 1,
    aliased: 0,
  };
  const value = root === null ? null : readNode(reading, root);
  const { duplicates, targets, problems } = reading;
  return { value, duplicates, targets, problems };
}

function readNode(reading: Reading, node: Node): unknown {
  if (isAlias(node)) return readAlias(reading, node);
  const before = reading.count++;
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node);
  const value = readContent(reading, node);
  if (node.anchor !== undefined) reading.anchored.set(node, { value, size: reading.count - before });
  return value;
}

function readContent(reading: Reading, node: Exclude<Node, Alias>): unknown {
  noteFault(reading, node, nodeFault(node, reading));
  if (isScalar(node)) {
    const value = scalarValue(node);
    // What fits no tag counts as text: a value that is missing would allow more.
    return value === undefined ? String(node.value) : value;
  }
  return isMap(node) ? readMap(reading, node) : readSeq(reading, node);
}

function readSeq(reading: Reading, node: YAMLSeq): unknown[] {
  if (node.flow === true) noteProblems(reading, node.items.map(flowScalarProblem));
  return node.items.map((item, index) => readAt(reading, index, item));
}

function readMap(reading: Reading, node: YAMLMap): Fields {
  const fields = noFields();
  const seen = new Set<string>();
  for (const pair of node.items) {
    if (isMergeKey(pair.key)) mergeInto(reading, fields, pair);
    else readPair(reading, fields, seen, pair);
    noteProblems(
      reading,
      node.flow === true ? flowProblems(reading, pair) : [keyProblem(reading.text, pair)],
    );
  }
  return fields;
}

function flowProblems({ text }: Reading, pair: Pair): readonly (SyntaxProblem | undefined)[] {
  return [flowPairProblem(text, pair), flowScalarProblem(pair.key), flowScalarProblem(pair.value)];
}

function readPair(reading: Reading, fields: Fields, seen: Set<string>, pair: Pair): void {
  if (isNode(pair.key)) readNode(reading, pair.key);
  const key = keyText(pair.key, reading.targets);
  if (key === undefined) {
    if (isNode(pair.key)) refuse(reading, pair.key, 'A key must be text. Put it in quotes.');
    return;
  }
  if (seen.has(key)) noteDuplicate(reading, key, pair.key);
  seen.add(key);
  // The last of several wins.
  fields[key] = readAt(reading, key, pair.value);
}

function readAt(reading: Reading, step: string | number, value: unknown): unknown {
  if (!isNode(value)) return null;
  reading.path.push(step);
  const read = readNode(reading, value);
  reading.path.pop();
  noteFault(reading, value, numberFault(read));
  return read;
}

function noteProblems(reading: Reading, problems: readonly (SyntaxProblem | undefined)[]): void {
  for (const problem of problems) if (problem !== undefined) reading.problems.push(problem);
}

function noteDuplicate(reading: Reading, key: string, node: unknown): void {
  if (isNode(node)) reading.duplicates.push({ path: [...reading.path], key, range: nodeRange(node) });
}

/** A merge overwrites keys that stand above it and is overwritten by keys below it, as in go-yaml's version 2. */
function mergeInto(reading: Reading, fields: Fields, pair: Pair): void {
  const merged = readAt(reading, '<<', pair.value);
  const sources = Array.isArray(merged) ? merged.toReversed() : [merged];
  for (const source of sources) {
    if (isFields(source)) Object.assign(fields, source);
    else refuseMerge(reading, pair);
  }
}

function refuseMerge(reading: Reading, { key, value }: Pair): void {
  const node = isNode(value) ? value : key;
  if (isNode(node)) refuse(reading, node, 'Only a mapping, or a list of mappings, can be merged.');
}

function readAlias(reading: Reading, alias: Alias): unknown {
  noteFault(reading, alias, anchorFault(alias.source));
  const target = reading.anchors.get(alias.source);
  if (target === undefined) {
    return refuse(reading, alias, `No anchor &${alias.source} stands above this alias.`);
  }
  const known = reading.anchored.get(target);
  if (known === undefined) {
    return refuse(reading, alias, `This alias stands within its own anchor &${alias.source}.`);
  }
  reading.targets.set(alias, target);
  // The alias itself is none of what it stands for.
  reading.count += 1 + known.size;
  reading.aliased += known.size;
  if (!isExcessive(reading)) return known.value;
  return refuse(reading, alias, 'Aliases make this document too large. Write the values out.');
}

/** When kubectl refuses a document, too: https://github.com/go-yaml/yaml/pull/515 */
function isExcessive({ count, aliased }: Reading): boolean {
  if (aliased <= 100 || count <= 1000) return false;
  const excess = Math.min(Math.max((count - 400_000) / 3_600_000, 0), 1);
  return aliased / count > 0.99 - 0.89 * excess;
}

function refuse(reading: Reading, node: Node, message: string): null {
  noteFault(reading, node, message);
  return null;
}

function noteFault(reading: Reading, node: Node, message: string | undefined): void {
  if (message !== undefined) reading.problems.push({ range: nodeRange(node), message });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
