/**
 * Makes one of a key that is written twice: values of a label as a requirement with In, lists as one list.
 */
import type { FieldKey, FieldPath, OffsetRange } from '../../manifests/document';
import type { Source } from '../api/place';
import type { Fix, FixEdit } from '../rule';
import { columnOf, hasProperties, isFlow, lineEnd, lineStart, nextLineStart, textOf } from './layout';
import { insertionBefore } from './member';

/** Words that are the same in quotes and without. */
const WORD = /^(?:[A-Za-z][\w.-]*|"[^"\\\r\n]*"|'[^'\r\n]*')$/u;

/** `app: till` and `app: scanner` become `app In (till, scanner)`. `path` is that of matchLabels. */
export function eitherValue(source: Source, path: FieldPath, name: string): readonly Fix[] {
  const { resource } = source;
  const owner = path.slice(0, -1);
  const keys = resource.keysOf(path);
  const repeated = keys.filter((key) => key.name === name);
  const values = repeated.map(({ value }) => textOf(source, value));
  if (!values.every((value) => WORD.test(value)) || hasProperties(source, path)) return [];
  if (resource.keysOf(owner).some((key) => key.name === 'matchExpressions')) return [];
  const list = `[{key: ${name}, operator: In, values: [${[...new Set(values)].join(', ')}]}]`;
  const edits =
    repeated.length === keys.length ? replaced(source, path, list) : moved(source, path, name, list);
  return edits === undefined ? [] : [{ title: `Accept either value of ${name} (In)`, edits }];
}

/** Nothing else stands in matchLabels. */
function replaced({ file, resource }: Source, path: FieldPath, list: string): readonly FixEdit[] | undefined {
  const location = resource.locate(path);
  if (location?.key === undefined || file.text[location.key.start] === '"') return undefined;
  const range = { start: location.key.start, end: location.value.end };
  const hasComment = /(?:^|\s)#/u.test(file.text.slice(range.start, range.end));
  return hasComment ? undefined : [{ range, newText: `matchExpressions: ${list}` }];
}

/** The other labels stay where they are. */
function moved(source: Source, path: FieldPath, name: string, list: string): readonly FixEdit[] | undefined {
  const insertion = insertionBefore(source, path, 'matchExpressions', list);
  const keys = source.resource.keysOf(path);
  const { text } = source.file;
  const [first] = keys;
  if (insertion === undefined || first === undefined || text[first.key.start] === '"') return undefined;
  if (isFlow(source, path)) {
    const rest = keys.filter((key) => key.name !== name).map((key) => textOf(source, entryOf(key)));
    const range = source.resource.locate(path)?.value;
    return range && [insertion, { range, newText: `{${rest.join(', ')}}` }];
  }
  const lines = keys.filter((key) => key.name === name).map((key) => wholeLine(text, key));
  const removals = lines.flatMap((range) => (range === undefined ? [] : [{ range, newText: '' }]));
  return removals.length === lines.length ? [insertion, ...removals] : undefined;
}

function entryOf({ key, value }: FieldKey): OffsetRange {
  return { start: key.start, end: value.end };
}

/** The line of an entry that stands alone on it. */
function wholeLine(text: string, { key, value }: FieldKey): OffsetRange | undefined {
  const start = lineStart(text, key.start);
  const isAlone =
    text.slice(start, key.start).trim() === '' &&
    text.slice(value.end, lineEnd(text, value.end)).trim() === '';
  return isAlone ? { start, end: nextLineStart(text, value.end) } : undefined;
}

/** Two lists of rules in block style, one right behind the other. `path` is that of their owner. */
export function oneList(source: Source, path: FieldPath, name: string): readonly Fix[] {
  const keys = source.resource.keysOf(path);
  const index = keys.findIndex((key) => key.name === name);
  const [first, second] = keys.slice(index, index + 2);
  const { text } = source.file;
  if (keys.filter((key) => key.name === name).length !== 2) return [];
  if (first === undefined || second?.name !== name) return [];
  const [above, below] = [first.value.start, second.value.start];
  const areLists =
    text[above] === '-' && text[below] === '-' && columnOf(text, above) === columnOf(text, below);
  const line = { start: lineStart(text, second.key.start), end: nextLineStart(text, second.key.end) };
  if (!areLists || textOf(source, line).trim() !== `${name}:` || line.end > below) return [];
  return [{ title: `Join the two lists of ${name}`, edits: [{ range: line, newText: '' }] }];
}
