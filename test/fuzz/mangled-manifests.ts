/**
 * Real manifests, mangled as editors, templates, broken tools and people who mean harm leave them behind. The smaller
 * the draws, the less is mangled.
 */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CORNERS } from './corners';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDERS = ['test/fixtures/rules', 'test/fixtures/ordinary', 'test/fixtures/every-kind', 'examples'];

/** All manifests of the tests, and those that people try. */
const MANIFESTS = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:yaml|json)$/u.test(name))
    .toSorted()
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8')),
);

/** What has a meaning in YAML, or in manifests, or none where it should have one. */
const PIECES = [
  ...[
    '\n',
    '\n  ',
    '\n    ',
    '\n\n',
    '\r\n',
    '\r',
    ' ',
    '    ',
    '\t',
    '\n\t',
    '\n---\n',
    '\n...\n',
    '---',
    '--- ',
  ],
  ...[
    '- ',
    '\n- ',
    '-',
    '? ',
    ': ',
    ':',
    ',',
    ', ',
    '#',
    ' # x',
    '\n# podreach-ignore x\n',
    '%YAML 1.2\n---\n',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '{}',
    '[]',
    '"',
    "'",
    '""',
    "''",
    '|',
    '|\n',
    '>-\n',
    '|2-\n',
    '|+\n  \n',
    '\\',
    '\\"',
  ],
  ...[
    '&a ',
    '*a',
    '*a ',
    '&a',
    '<<: *a',
    '<<: [*a, *a]',
    '\n<<: {a: b}\n',
    '!',
    '!!str ',
    '!!int ',
    '!!binary ',
  ],
  ...[
    '!!set ',
    '!x ',
    '!<tag:x> ',
    '@',
    '`',
    '%TAG ! x\n',
    '~',
    'null',
    'yes',
    'off',
    '0x1F',
    '010',
    '1_000',
    '.inf',
  ],
  ...[
    '.nan',
    '1e3',
    '-0',
    '12:30:45',
    '2001-01-01',
    '=',
    '{{ .x }}',
    '{{',
    '}}',
    '${X}',
    '${',
    '$patch: delete',
  ],
  ...[
    '\0',
    '\u0001',
    '\u007F',
    '\u0085',
    '\u2028',
    '\uFEFF',
    '\uD800',
    '\uDC00',
    '\uFFFE',
    '😀',
    'é',
    '\u200B',
  ],
  ...[
    'apiVersion: v1\n',
    'kind: List\nitems:\n',
    'kind: NetworkPolicy\n',
    'metadata: ',
    'name: ',
    'namespace: ',
  ],
  ...[
    'podSelector: ',
    'namespaceSelector: {}',
    'matchLabels: ',
    'matchExpressions: ',
    'ingress: ',
    'egress: ',
  ],
  ...[
    'from: ',
    'to: ',
    'ports: ',
    'port: 80',
    'endPort: 1',
    'ipBlock: {cidr: 10.0.0.0/8}',
    'except: ',
    '::/0',
  ],
  ...[
    'policyTypes: ',
    'protocol: TCP',
    '__proto__: ',
    'constructor: ',
    'toString',
    'a'.repeat(300),
    '['.repeat(600),
  ],
];

/** The corners are few and bear more than most manifests do. */
const TEXTS: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...MANIFESTS) },
  { weight: 1, arbitrary: fc.constantFrom(...CORNERS) },
);

/** One change: of what kind, where (parts of the text in ten thousand), and with what. */
interface Change {
  readonly kind: keyof typeof CHANGES;
  readonly from: number;
  readonly to: number;
  readonly piece: string;
}

type Span = readonly [number, number];

const CHANGES = {
  insert: (text: string, [from]: Span, piece: string) => text.slice(0, from) + piece + text.slice(from),
  replace: (text: string, [from, to]: Span, piece: string) => text.slice(0, from) + piece + text.slice(to),
  remove: (text: string, [from, to]: Span) => text.slice(0, from) + text.slice(to),
  double: (text: string, [from, to]: Span) => text.slice(0, to) + text.slice(from),
  repeat: (text: string, [from]: Span, piece: string) =>
    text.slice(0, from) + piece.repeat(40) + text.slice(from),
  move: (text: string, [from, to]: Span) => text.slice(to) + text.slice(from, to) + text.slice(0, from),
  cut: (text: string, [from]: Span) => text.slice(0, from),
  indent: (text: string, [from, to]: Span) =>
    text.slice(0, from) + text.slice(from, to).replaceAll('\n', '\n  ') + text.slice(to),
  outdent: (text: string, [from, to]: Span) =>
    text.slice(0, from) + text.slice(from, to).replaceAll('\n ', '\n') + text.slice(to),
  wipe: (text: string, [from, to]: Span) =>
    text.slice(0, from) + text.slice(from, to).replace(/\S+/u, '') + text.slice(to),
  lines: (text: string, _: Span, piece: string) =>
    text.replaceAll('\n', piece.length % 2 === 0 ? '\r' : '\r\n'),
} as const;

function changed(text: string, { kind, from, to, piece }: Change): string {
  const [start, end] = [from, to]
    .map((part) => Math.floor((part * text.length) / 10_000))
    .toSorted((a, b) => a - b);
  return CHANGES[kind](text, [start ?? 0, end ?? 0], piece);
}

const change: fc.Arbitrary<Change> = fc
  .record({
    kind: fc.constantFrom(...(Object.keys(CHANGES) as (keyof typeof CHANGES)[])),
    from: fc.nat(10_000),
    // Most changes are small.
    length: fc.oneof({ weight: 4, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.nat(5000) }),
    piece: fc.constantFrom(...PIECES),
  })
  .map(({ length, ...rest }) => ({ ...rest, to: Math.min(10_000, rest.from + length) }));

/** A manifest before and after it was mangled. */
export interface Mangled {
  readonly before: string;
  readonly after: string;
}

export const mangledManifest: fc.Arbitrary<Mangled> = fc
  .tuple(TEXTS, fc.array(change, { maxLength: 5 }))
  .map(([before, changes]) => ({ before, after: changes.reduce(changed, before) }));
