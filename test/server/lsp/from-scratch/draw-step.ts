/**
 * Steps out of random numbers. Which step the numbers mean depends on the session as it is, so that a list of draws
 * still makes sense when some are taken out of it.
 */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { EditorDocument } from '../editor';
import type { Session, Settings, Start, Step } from './session';

export interface Draw {
  readonly what: keyof typeof DRAWERS;
  readonly numbers: readonly [number, number, number];
}

type Numbers = Draw['numbers'];
type Drawer = (session: Session, numbers: Numbers) => Step | undefined;

const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/rules');

/** The documents in which the rules are tested: every rule has something to say about some of them. */
const DOCUMENTS = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .toSorted()
  .flatMap((name) => readFileSync(path.join(FOLDER, name), 'utf8').split(/^---\n/mu))
  .filter((text) => text.length < 1500);

const FILES = [
  'a.yaml',
  'kustomization.yaml',
  'policy.yaml',
  'inner/b.yaml',
  'inner/kustomization.yaml',
  'stage/one/c.yaml',
  'stage/two/d.json',
  'file:///elsewhere/e.yaml',
  'untitled:Untitled-1',
];
const FOLDERS = ['inner', 'stage', 'stage/one'];

/** What fingers, templates and broken tools leave behind. */
const PIECES = [
  ...[
    '\n',
    '\n  ',
    '\n    ',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '- ',
    ':',
    ': ',
    '? ',
    ',',
    '#',
    '---\n',
    '\n---\n',
    '...\n',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|',
    '>-',
    '&a ',
    '*a ',
    '<<: ',
    '!',
    '!!str ',
    '%',
    '`',
    '~',
    '{}',
    '[]',
  ],
  ...[
    '80',
    '8080',
    'http',
    'app',
    'web',
    'shop',
    'db',
    'default',
    'TCP',
    'In',
    'ingress:',
    'egress:',
    '- from:',
  ],
  ...[
    'podSelector:',
    'namespaceSelector:',
    'matchLabels:',
    'namespace: shop',
    'kind: NetworkPolicy',
    'kind: List',
  ],
  ...['\0', '\uFEFF', '\uD800', '\u2028', '😀', '{{', '}}', '${X}', '# podreach-ignore', '__proto__'],
];

const SETTINGS: readonly Settings[] = [
  ...['default', 'shop', 7].map((namespace) => ({ namespace })),
  ...[[], ['stage/*'], ['**/inner']].map((roots) => ({ cluster: { roots } })),
  ...['azure-npm', 'cilium', 'calico', 'kubernetes'].map((engine) => ({ engine })),
  ...['1.30', 'newest'].map((kubernetesVersion) => ({ kubernetesVersion })),
  ...[true, false].map((enabled) => ({ codeLens: { enabled } })),
  ...['off', 'all', 'peers'].map((inlayHints) => ({ inlayHints })),
  ...[{}, { 'policy-selects-no-pod': 'off', 'unknown-field': 'hint' }].map((rules) => ({ rules })),
  ...[1, 2048].map((fileSize) => ({ limits: { fileSize } })),
  { 'cluster.complete': true },
  { 'cluster.complete': false },
];

function pick<T>(items: readonly [T, ...T[]] | readonly T[], number: number): T | undefined {
  return items[number % items.length];
}

function fileOf([number]: Numbers): string {
  return pick(FILES, number) ?? '';
}

function somethingOpen({ open }: Session, [number]: Numbers): [string, EditorDocument] | undefined {
  return pick([...open], number);
}

/** An edit of some open document, between two offsets. */
function edit(
  change: (
    text: string,
    number: number,
    other: number,
  ) => readonly [from: number, to: number, insert: string],
): Drawer {
  return (session, numbers) => {
    const [name, document] = somethingOpen(session, numbers) ?? [];
    if (name === undefined || document === undefined) return { do: 'open', file: fileOf(numbers) };
    const [from, to, insert] = change(document.text(), numbers[1], numbers[2]);
    return { do: 'edit', file: name, at: from, remove: Math.max(0, to - from), insert };
  };
}

/** Beginning and end of a line, its break included. */
function lineAt(text: string, number: number, lines = 1): readonly [number, number] {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/gu), ({ index, 0: end }) => index + end.length)];
  const nth = number % starts.length;
  return [starts[nth] ?? 0, starts[nth + lines] ?? text.length];
}

function documentOf(number: number): string {
  return pick(DOCUMENTS, number) ?? '';
}

function textOf(number: number, other: number): string {
  return Array.from({ length: 1 + (number % 3) }, (_, nth) => documentOf(number + other * nth)).join('---\n');
}

/** The smallest edit that makes one text of another. */
function difference(file: string, from: string, to: string): Step {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  return {
    do: 'edit',
    file,
    at: start,
    remove: from.length - end - start,
    insert: to.slice(start, to.length - end),
  };
}

const DRAWERS = {
  type: edit((text, number, other) => {
    const at = number % (text.length + 1);
    return [at, at, pick(PIECES, other) ?? ''];
  }),
  typeAtEndOfLine: edit((text, number, other) => {
    const [, end] = lineAt(text, number);
    const at = Math.max(0, end - 1);
    return [at, at, pick(PIECES, other) ?? ''];
  }),
  erase: edit((text, number, other) => {
    const from = number % (text.length + 1);
    return [from, Math.min(text.length, from + 1 + (other % 20)), ''];
  }),
  eraseLines: edit((text, number, other) => [...lineAt(text, number, 1 + (other % 4)), '']),
  eraseDocument: edit((text, number) => {
    const parts = text.split(/^---\n/mu);
    const nth = number % parts.length;
    const from = parts.slice(0, nth).reduce((sum, part) => sum + part.length + 4, 0);
    return [from, Math.min(text.length, from + (parts[nth]?.length ?? 0) + 4), ''];
  }),
  indent: edit((text, number) => {
    const [start] = lineAt(text, number);
    return [start, start, '  '];
  }),
  outdent: edit((text, number) => {
    const [start] = lineAt(text, number);
    return [start, text.startsWith('  ', start) ? start + 2 : start, ''];
  }),
  comment: edit((text, number) => {
    const [start] = lineAt(text, number);
    return [start, text[start] === '#' ? start + 1 : start, text[start] === '#' ? '' : '#'];
  }),
  repeatLines: edit((text, number, other) => {
    const [start, end] = lineAt(text, number, 1 + (other % 8));
    return [start, start, text.slice(start, end)];
  }),
  /** One word becomes another one of the same file: names meet, labels stop to match. */
  replaceWord: edit((text, number, other) => {
    const words = [...text.matchAll(/[\w./-]+/gu)];
    const word = pick(words, number);
    if (word === undefined) return [0, 0, 'kind'];
    return [word.index, word.index + word[0].length, pick(words, other)?.[0] ?? ''];
  }),
  paste: edit((text, number, other) => {
    const [start] = lineAt(text, number);
    return [start, start, documentOf(other)];
  }),
  append: edit((text, _number, other) => [text.length, text.length, `\n---\n${documentOf(other)}`]),
  replaceAll: edit((text, number, other) => [0, text.length, textOf(number, other)]),
  undo: (session, numbers) => {
    const [file = '', document] = somethingOpen(session, numbers) ?? [];
    const before = session.textBefore(file);
    return document && before !== undefined ? difference(file, document.text(), before) : undefined;
  },
  open: (_session, numbers) => ({ do: 'open', file: fileOf(numbers) }),
  close: (session, numbers) => {
    const [name] = somethingOpen(session, numbers) ?? [];
    return name === undefined ? undefined : { do: 'close', file: name };
  },
  save: (session, numbers) => {
    const [name = ''] = somethingOpen(session, numbers) ?? [];
    return FILES.includes(name) && !name.startsWith('untitled:') ? { do: 'save', file: name } : undefined;
  },
  write: (_session, numbers) => ({
    do: 'write',
    file: fileOf(numbers),
    text: textOf(numbers[1], numbers[2]),
  }),
  lock: (_session, numbers) => ({ do: 'lock', file: fileOf(numbers) }),
  delete: (_session, numbers) => ({ do: 'delete', file: fileOf(numbers) }),
  deleteFolder: (_session, [number]) => ({ do: 'delete', file: pick(FOLDERS, number) ?? '' }),
  rename: (_session, numbers) => {
    const [from, to] = [fileOf(numbers), pick(FILES, numbers[1]) ?? ''];
    return from === to ? undefined : { do: 'rename', file: from, to };
  },
  set: (_session, [number]) => ({ do: 'set', settings: pick(SETTINGS, number) ?? {} }),
  toggleInnerFolder: () => ({ do: 'toggle inner folder' }),
  reload: () => ({ do: 'reload' }),
  look: () => ({ do: 'look' }),
  pause: () => ({ do: 'pause' }),
} as const satisfies Readonly<Record<string, Drawer>>;

/** Undefined where the numbers mean nothing that could be done. */
export function stepOf(session: Session, { what, numbers }: Draw): Step | undefined {
  return DRAWERS[what](session, numbers);
}

const WEIGHTS: Readonly<Record<Draw['what'], number>> = {
  type: 10,
  typeAtEndOfLine: 6,
  erase: 10,
  eraseLines: 5,
  eraseDocument: 2,
  indent: 4,
  outdent: 4,
  comment: 3,
  repeatLines: 4,
  replaceWord: 10,
  paste: 4,
  append: 4,
  replaceAll: 2,
  undo: 6,
  open: 5,
  close: 2,
  save: 2,
  write: 4,
  lock: 1,
  delete: 2,
  deleteFolder: 1,
  rename: 2,
  set: 4,
  toggleInnerFolder: 1,
  reload: 1,
  look: 15,
  pause: 4,
};

const number = fc.nat(9999);

export const draw: fc.Arbitrary<Draw> = fc.record({
  what: fc.oneof(
    ...Object.entries(WEIGHTS).map(([what, weight]) => ({
      weight,
      arbitrary: fc.constant(what as Draw['what']),
    })),
  ),
  numbers: fc.tuple(number, number, number),
});

export const start: fc.Arbitrary<Start> = fc.record({
  diagnostics: fc.constantFrom<('pull' | 'push')[]>('pull', 'push'),
  files: fc
    .array(fc.tuple(fc.constantFrom(...FILES.slice(0, 7)), number, number), { maxLength: 4 })
    .map((files) => Object.fromEntries(files.map(([name, a, b]) => [name, textOf(a, b)]))),
});
