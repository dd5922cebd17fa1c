/**
 * What holds for every text: nothing fails, every place lies in the text, diagnostics are in order and said once, what
 * is known from before changes nothing, and fixes leave what can be read.
 */
import type { Diagnostic, Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { prepareCallHierarchy } from '../../server/src/features/call-hierarchy';
import { codeLenses } from '../../server/src/features/code-lens';
import { completion } from '../../server/src/features/completion';
import { definition } from '../../server/src/features/definition';
import { readDiagnosticData } from '../../server/src/features/diagnostic-data';
import { diagnostics } from '../../server/src/features/diagnostics';
import { hover } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlay-hints';
import { createPositions } from '../../server/src/features/positions';
import { refactorings } from '../../server/src/features/refactorings';
import { references } from '../../server/src/features/references';
import { prepareRename, rename } from '../../server/src/features/rename';
import type { View } from '../../server/src/features/view';
import type { ManifestFile } from '../../server/src/manifests/document';
import { createWorkspace } from '../../server/src/workspace/workspace';

const FILE = 'file:///w/a.yaml';

/** Something to select and to be reached from, so that policies have a meaning. */
const NEIGHBOURS = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web, role: a}}
spec: {containers: [{name: main, ports: [{name: http, containerPort: 80}]}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: ops}}
`;

interface Read {
  readonly view: View;
  readonly file: ManifestFile;
  readonly document: TextDocument;
}

/** A file whose text was others before. */
function read(...texts: readonly string[]): Read {
  const workspace = createWorkspace();
  workspace.set('file:///w/neighbours.yaml', NEIGHBOURS);
  for (const text of texts) {
    workspace.set(FILE, text);
    workspace.snapshot();
  }
  const snapshot = workspace.snapshot().around(FILE);
  const file = snapshot.files.get(FILE);
  if (file === undefined) throw new Error('the file was lost');
  const document = TextDocument.create(FILE, 'yaml', 1, file.text);
  return { view: { snapshot, positions: createPositions() }, file, document };
}

/** What does not hold for a text that was another before, a sentence each. Throws what anything throws. */
export function brokenInvariants(before: string, text: string): readonly string[] {
  const now = read(text);
  const found = findings(now);
  const laterFound = findings(read(before, text));
  return [
    ...outside(now.document, 'diagnostics', found),
    ...outOfOrder(found),
    ...(isSame(found, laterFound) ? [] : ['findings depend on what the text was before']),
    ...answers(now).flatMap(([name, answer]) => outside(now.document, name, answer)),
    ...found.flatMap((finding) => badFixes(now, found, finding)),
  ];
}

function findings({ view, file }: Read): readonly Diagnostic[] {
  const onFailure = (rule: string, error: unknown): never => {
    throw new Error(`rule ${rule} failed`, { cause: error });
  };
  return diagnostics(view, file, { version: 1, onFailure });
}

function outOfOrder(found: readonly Diagnostic[]): readonly string[] {
  const starts = found.map(({ range }) => range.start);
  const isSorted = starts.every(
    (start, nth) => nth === 0 || comparePositions(starts[nth - 1] ?? start, start) <= 0,
  );
  const said = new Set(found.map(({ code, range, message }) => JSON.stringify([code, range, message])));
  return [
    ...(isSorted ? [] : ['findings are not in the order of the text']),
    ...(said.size === found.length ? [] : ['a finding is told twice']),
  ];
}

/** What is asked about a place, at some places; and what is asked about the whole. */
function answers({ view, file, document }: Read): readonly (readonly [string, unknown])[] {
  const places = Array.from({ length: PLACES }, (_, nth) =>
    document.positionAt(Math.floor(((nth + 0.5) * file.text.length) / PLACES)),
  );
  return [
    ['lenses', codeLenses(view, file, { uri: FILE, version: 1, commands: {} })],
    ['hints', inlayHints(view, file, WHOLE, 'all')],
    ...places.flatMap((place) => answersAt({ view, file, document }, place)),
  ];
}

const PLACES = 9;
const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } };
const COMPLETION = { uri: FILE, snippets: true, isWanted: true, fields: true };
const RENAMING = {
  newName: 'x',
  versionedEdits: true,
  changeAnnotations: true,
  documentOf: (uri: string) => ({ uri, version: null }),
};

function answersAt({ view, file }: Read, place: Position): readonly (readonly [string, unknown])[] {
  return [
    ['hover', hover(view, file, place)],
    ['definition', definition(view, file, place)],
    ['references', references(view, file, place)],
    ['calls', prepareCallHierarchy(view, file, place)],
    ['completion', completion(view, file, place, COMPLETION)],
    ['a word to rename', prepareRename(view, file, place)],
    ['renaming', rename(view, file, place, RENAMING)],
    ['rewritings', refactorings(view, file, { start: place, end: place })],
  ];
}

/** Each fix can be applied, leaves no more of what cannot be read than there was, and mends what it is for. */
function badFixes({ document }: Read, found: readonly Diagnostic[], finding: Diagnostic): readonly string[] {
  return (readDiagnosticData(finding)?.fixes ?? []).flatMap(({ title, edits }) => {
    const name = `the fix of ${String(finding.code)} "${title}"`;
    const misplaced = outside(document, name, edits);
    if (misplaced.length > 0) return misplaced;
    const fixed = findings(read(TextDocument.applyEdits(document, [...edits])));
    const unreadable = ({ code }: Diagnostic): boolean =>
      code === 'yaml-syntax' || code === 'tab-indentation';
    const isBroken = fixed.filter(unreadable).length > found.filter(unreadable).length;
    const same = (other: Diagnostic): boolean =>
      other.code === finding.code && other.message === finding.message;
    // Of a key that is written twice, the other one is still there.
    const isTwice = found.some(({ code }) => code === 'duplicate-map-key');
    const isInVain = !isTwice && fixed.filter(same).length >= found.filter(same).length;
    return [...(isBroken ? [`${name} breaks the text`] : []), ...(isInVain ? [`${name} is in vain`] : [])];
  });
}

/** Places in an answer that are none in the document. What is said of other files is passed over. */
function outside(document: TextDocument, name: string, answer: unknown): readonly string[] {
  const wrong = [...rangesIn(answer)].find(({ start, end }) => {
    return !isPlace(document, start) || !isPlace(document, end) || comparePositions(start, end) > 0;
  });
  return wrong === undefined ? [] : [`${name}: ${JSON.stringify(wrong)} is no range of the text`];
}

function* rangesIn(answer: unknown): Iterable<Range> {
  if (typeof answer !== 'object' || answer === null) return;
  const { uri, targetUri, textDocument } = answer as Record<string, unknown>;
  if (
    [uri, targetUri, textDocument].some(
      (other) => other !== undefined && !JSON.stringify(other).includes(FILE),
    )
  )
    return;
  if ('start' in answer && 'end' in answer) yield answer as Range;
  for (const part of Object.values(answer)) yield* rangesIn(part);
}

function isPlace(document: TextDocument, place: Position): boolean {
  return comparePositions(document.positionAt(document.offsetAt(place)), place) === 0;
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
