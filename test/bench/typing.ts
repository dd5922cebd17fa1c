/**
 * Measures what a keystroke costs in one file: from the change to its diagnostics, and the processor time of the
 * server for it, with all that the server does afterwards.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import path from 'node:path';
import {
  startServer,
  type Change,
  type DiagnosticsWay,
  type LanguageClient,
  type ServerProgram,
} from './language-client';
import { seededRandom, type Random } from './random';
import { percentile } from './percentile';

/** Milliseconds, and bytes. */
export interface TypingFigures {
  /** Of the time from a change to its diagnostics. */
  readonly median: number;
  readonly p95: number;
  /** Processor time for one edit. */
  readonly cpu: number;
  readonly memory: number;
}

export interface TypingOptions {
  readonly folder: string;
  /** Name of the file in the folder, and its text. */
  readonly name: string;
  readonly text: string;
  readonly way: DiagnosticsWay;
  readonly edits: number;
  /** Send the whole text with each change. */
  readonly wholeText?: boolean;
}

/** Edits before the measured ones: engines compile what runs often. */
const WARM_UP = 15;

/** Between two keystrokes, for a quick typist. */
const PAUSE = 120;

export async function measureTyping(program: ServerProgram, options: TypingOptions): Promise<TypingFigures> {
  const client = await startServer(program, options);
  const uri = URI.file(path.join(options.folder, options.name)).toString();
  await client.open(uri, options.text);
  const type = typist(client, uri, options);
  for (let nth = 0; nth < WARM_UP; nth++) await type();
  await pause(1000);
  const before = client.figures();
  const times: number[] = [];
  for (let nth = 0; nth < options.edits; nth++) times.push(await type());
  await pause(500);
  const after = client.figures();
  await client.stop();
  return {
    median: percentile(times, 50),
    p95: percentile(times, 95),
    cpu: (after.cpu - before.cpu) / options.edits,
    memory: after.mostMemory,
  };
}

/** Types one character somewhere, the next time takes it away again, and so on. Tells how long diagnostics took. */
function typist(
  client: LanguageClient,
  uri: string,
  { text, wholeText }: TypingOptions,
): () => Promise<number> {
  const random = seededRandom(text.length);
  const document = TextDocument.create(uri, 'yaml', 1, text);
  let typed: number | undefined;
  return async () => {
    const change =
      typed === undefined
        ? insertion(document, (typed = placeIn(document.getText(), random)), random)
        : removal(document, typed);
    if (change.text === '') typed = undefined;
    TextDocument.update(document, [change], document.version + 1);
    const sent = wholeText === true ? { text: document.getText() } : change;
    const since = performance.now();
    await client.change(uri, document.version, sent);
    const time = performance.now() - since;
    await pause(PAUSE);
    return time;
  };
}

function placeIn(text: string, random: Random): number {
  return random.below(text.length);
}

function insertion(document: TextDocument, offset: number, random: Random): Required<Change> {
  const place = document.positionAt(offset);
  return {
    range: { start: place, end: place },
    text: random.pick(['a', 'x', '1', '-', ' ', ':', '#', '\n']),
  };
}

function removal(document: TextDocument, offset: number): Required<Change> {
  return { range: { start: document.positionAt(offset), end: document.positionAt(offset + 1) }, text: '' };
}
