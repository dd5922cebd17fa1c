/**
 * What the documents of a file hold, and where they stand. Those that an edit left alone are the same objects before
 * and after it, however far it moved them. Knows texts and what is kept for them, not what they say.
 */
import { differingPart } from '../evaluator/differing-part';
import { Body } from './body';
import type { NotJudged, OffsetRange } from './document';
import type { DocumentCache } from './document-cache';
import type { DocumentContent } from './document-content';
import { numbersBetween, spreadNumbers } from './resource-number';
import { hasStartMarker, mayBeJson, splitDocuments } from './split-documents';
import { splitEdited, type EditedSplit } from './split-edited';

/** A text and its documents, each with its place. */
export interface CutText {
  readonly text: string;
  readonly ranges: readonly OffsetRange[];
  readonly bodies: readonly Body[];
}

export interface CutOptions {
  readonly cache: DocumentCache;
  /** What is known from elsewhere about the whole file. */
  readonly notJudged: NotJudged | undefined;
}

const NOTHING: CutText = { text: '', ranges: [], bodies: [] };

/** Cuts a text. What `before`, an earlier text of the same file, has already is taken from it. */
export function cutText(text: string, options: CutOptions, before: CutText = NOTHING): CutText {
  const split = splitEdited(text, before) ?? { front: 0, middle: splitDocuments(text), back: 0 };
  return { text, ranges: rangesOf(text, split, before), bodies: bodiesOf(text, split, before, options) };
}

function rangesOf(
  text: string,
  { front, middle, back }: EditedSplit,
  before: CutText,
): readonly OffsetRange[] {
  const by = text.length - before.text.length;
  const behind = before.ranges.slice(before.ranges.length - back);
  const moved = by === 0 ? behind : behind.map(({ start, end }) => ({ start: start + by, end: end + by }));
  return [...before.ranges.slice(0, front), ...middle, ...moved];
}

function bodiesOf(
  text: string,
  { front, middle, back }: EditedSplit,
  before: CutText,
  { cache, notJudged }: CutOptions,
): readonly Body[] {
  const replaced = before.bodies.slice(front, before.bodies.length - back);
  const contents = contentsOf(text, middle, cache);
  const part = differingPart(replaced, contents, (body, content) => body?.content === content);
  const ahead = before.bodies.slice(0, front + part.start);
  const behind = before.bodies.slice(front + part.oldEnd);
  const others = contents.slice(part.start, part.newEnd);
  const old = replaced.slice(part.start, part.oldEnd).map(({ number }) => number);
  const numbers = numbersFor(others.length, old, ahead.at(-1)?.number, behind[0]?.number);
  if (numbers === undefined)
    return numberedAnew([...ahead.map(contentOf), ...others, ...behind.map(contentOf)], notJudged);
  const bodies = [
    ...ahead,
    ...others.map((content, nth) => new Body(numbers[nth] ?? 0, content, notJudged)),
    ...behind,
  ];
  return bodies.every((body) => body.notJudged === notJudged)
    ? bodies
    : bodies.map(({ content, number }) => new Body(number, content, notJudged));
}

/** kubectl cuts files at `---` alone and reads one document of each piece: what is behind `...` it passes over. */
function contentsOf(
  text: string,
  ranges: readonly OffsetRange[],
  cache: DocumentCache,
): readonly DocumentContent[] {
  const isJson = mayBeJson(text);
  return ranges.map(({ start, end }) => {
    const content = cache.contentOf(text.slice(start, end));
    return start === 0 || isJson || hasStartMarker(content.text) ? content : content.passedOver();
  });
}

/** A document that another one takes the place of leaves it its number. Undefined where there is no room for more. */
function numbersFor(
  amount: number,
  old: readonly number[],
  below: number | undefined,
  above: number | undefined,
): readonly number[] | undefined {
  const taken = old.slice(0, amount);
  if (below === undefined && above === undefined && taken.length === 0) return spreadNumbers(amount);
  const added = numbersBetween(taken.at(-1) ?? below, above, amount - taken.length);
  return added && [...taken, ...added];
}

function numberedAnew(
  contents: readonly DocumentContent[],
  notJudged: NotJudged | undefined,
): readonly Body[] {
  const numbers = spreadNumbers(contents.length);
  return contents.map((content, nth) => new Body(numbers[nth] ?? nth, content, notJudged));
}

function contentOf({ content }: Body): DocumentContent {
  return content;
}
