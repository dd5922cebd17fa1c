/**
 * Renames a key or value of a label wherever it is asked for or carried: a label that was missed takes pods out of a
 * policy.
 */
import type { Position, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';

import type { FieldPath, ManifestFile, Resource } from '../manifests/document';
import { items, text } from '../manifests/json-value';
import { labelValueProblems, qualifiedNameProblems } from '../rules/api/name-syntax';
import { renameKey, replaceScalar } from '../rules/fixes/scalar';
import type { Fix } from '../rules/rule';
import { count } from '../wording/quantities';
import { scalarText } from './completion-items';
import { textEdits } from './diagnostics';
import { labelMentions, type LabelMention } from './label-mentions';
import { labelWordAt, type LabelWord } from './label-word';
import { valueAt } from './value-at';
import type { View } from './view';

/** The word that would be renamed; null where there is none. */
export function prepareRename(
  view: View,
  file: ManifestFile,
  position: Position,
): { range: Range; placeholder: string } | null {
  const place = file.pathAt(view.positions.offset(file, position));
  const word = place && labelWordAt(view.snapshot, file, place);
  if (place === undefined || word === undefined) return null;
  return { range: view.positions.range(file, place.range), placeholder: word.value ?? word.key };
}

export interface RenameOptions {
  readonly newName: string;
  /** What the client takes. */
  readonly versionedEdits: boolean;
  readonly changeAnnotations: boolean;
  /** The document as the client calls it; a version only when it is open. */
  readonly documentOf: (file: string) => { readonly uri: string; readonly version: number | null };
}

export type RenameResult =
  | { readonly kind: 'edit'; readonly edit: WorkspaceEdit }
  /** Nothing to rename, or no name for it. */
  | { readonly kind: 'refused'; readonly message: string };

/** The edits of all files of the cluster. */
export function rename(
  view: View,
  file: ManifestFile,
  position: Position,
  options: RenameOptions,
): RenameResult {
  const place = file.pathAt(view.positions.offset(file, position));
  const word = place && labelWordAt(view.snapshot, file, place);
  if (word === undefined)
    return { kind: 'refused', message: 'Only keys and values of labels can be renamed' };
  const { newName } = options;
  const [problem] = word.value === undefined ? qualifiedNameProblems(newName) : labelValueProblems(newName);
  if (problem !== undefined) return { kind: 'refused', message: `"${newName}": ${problem}` };
  return { kind: 'edit', edit: workspaceEdit(editsByFile(view, word, newName), options) };
}

function editsByFile(view: View, word: LabelWord, newName: string): ReadonlyMap<string, readonly TextEdit[]> {
  const { on, key, value } = word;
  const asked = { on, key, ...(value !== undefined && { values: [value] }) };
  const edits = new Map<string, TextEdit[]>();
  for (const mention of labelMentions(view.snapshot, asked)) {
    const { file } = mention.source;
    const known = edits.get(file) ?? [];
    edits.set(file, withoutDoubles([...known, ...editsOf(view, mention, word, newName)]));
  }
  return edits;
}

/** What several mentions share, through an anchor, is written once. */
function withoutDoubles(edits: readonly TextEdit[]): TextEdit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify(edit.range), edit])).values()];
}

function editsOf(
  view: View,
  { source, path }: LabelMention,
  { value }: LabelWord,
  newName: string,
): readonly TextEdit[] {
  const file = view.snapshot.files.get(source.file);
  const resource = view.snapshot.resourceOf(source);
  // What the API server adds by itself stands nowhere.
  if (file === undefined || resource?.locate(path) === undefined) return [];
  const fixes =
    value === undefined
      ? keyEdits({ file, resource }, path, newName)
      : valuePaths(resource, path, value).flatMap((one) => scalarEdits({ file, resource }, one, newName));
  return fixes.flatMap((fix) => textEdits(view, file, fix));
}

interface Written {
  readonly file: ManifestFile;
  readonly resource: Resource;
}

function keyEdits(written: Written, path: FieldPath, newName: string): readonly Fix[] {
  return typeof path.at(-1) === 'number'
    ? scalarEdits(written, [...path, 'key'], newName)
    : renameKey(written, path, newName);
}

function scalarEdits(written: Written, path: FieldPath, newName: string): readonly Fix[] {
  const isQuoted = written.resource.shapeOf(path) === 'quoted';
  return replaceScalar(written, path, scalarText(newName, { isQuoted }), { title: '' });
}

/** Of a pair its value; of an expression the items that say the same. */
function valuePaths({ value: object }: Resource, path: FieldPath, value: string): readonly FieldPath[] {
  if (typeof path.at(-1) !== 'number') return [path];
  return items(valueAt(object, [...path, 'values'])).flatMap((item, index) =>
    text(item) === value ? [[...path, 'values', index]] : [],
  );
}

const ANNOTATION = 'label';

function workspaceEdit(
  edits: ReadonlyMap<string, readonly TextEdit[]>,
  { versionedEdits, changeAnnotations, documentOf }: RenameOptions,
): WorkspaceEdit {
  const changed = [...edits].filter(([, own]) => own.length > 0);
  if (!versionedEdits) {
    return { changes: Object.fromEntries(changed.map(([file, own]) => [documentOf(file).uri, [...own]])) };
  }
  const amount = changed.reduce((sum, [, own]) => sum + own.length, 0);
  const documentChanges = changed.map(([file, own]): TextDocumentEdit => ({
    textDocument: documentOf(file),
    edits: own.map((edit) => (changeAnnotations ? { ...edit, annotationId: ANNOTATION } : edit)),
  }));
  if (!changeAnnotations) return { documentChanges };
  const label = `Label in ${count(amount, 'place')} of ${count(changed.length, 'file')}`;
  const description = 'Selectors and labels must change together';
  // Not `needsConfirmation`: VS Code's preview then begins with nothing chosen, and its "Apply" changes nothing.
  return { documentChanges, changeAnnotations: { [ANNOTATION]: { label, description } } };
}
