/**
 * What a document of a file holds, with what is asked of it again and again while edits of other documents move it.
 */
import type { DocumentBody, Extent, NotJudged } from './document';
import type { DocumentContent } from './document-content';
import { hasUnusualLineEnds } from './source-text';

export class Body implements DocumentBody {
  #extent: Extent | undefined;
  #hasUnusualLineEnds: boolean | undefined;
  #mentions: Map<string, boolean> | undefined;

  constructor(
    readonly number: number,
    readonly content: DocumentContent,
    /** What is known from elsewhere about the whole file. */
    readonly notJudged: NotJudged | undefined,
  ) {}

  get text(): string {
    return this.content.text;
  }

  get extent(): Extent {
    return (this.#extent ??= extentOf(this.text));
  }

  get hasUnusualLineEnds(): boolean {
    return (this.#hasUnusualLineEnds ??= hasUnusualLineEnds(this.text));
  }

  mentions(word: string): boolean {
    this.#mentions ??= new Map();
    const known = this.#mentions.get(word) ?? this.text.includes(word);
    this.#mentions.set(word, known);
    return known;
  }
}

const LINE_END = /\r\n?|\n/gu;

function extentOf(text: string): Extent {
  let [lineEnds, start] = [0, 0];
  for (const { index, 0: end } of text.matchAll(LINE_END)) {
    lineEnds++;
    start = index + end.length;
  }
  return { lineEnds, lastLine: text.length - start };
}
