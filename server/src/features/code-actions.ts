/**
 * Quick fixes, all safe fixes at once, and rewritings. The edits themselves come from the rules; this file only
 * decides which are offered and wraps them into edits for one version of the document.
 */
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';

import { DIAGNOSTIC_SOURCE } from './diagnostics';
import { readDiagnosticData, type DiagnosticFix } from './diagnostic-data';

/** Only fixes that cannot change which traffic is allowed; for `editor.codeActionsOnSave`. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.podreach`;

/** The document as it is now. */
export interface CurrentDocument {
  readonly uri: string;
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the client takes edits that name the version. */
  readonly versionedEdits: boolean;
  /** What can be rewritten at a place though nothing is wrong there. */
  readonly refactorings: (range: Range) => readonly Rewriting[];
}

export interface Rewriting extends Pick<DiagnosticFix, 'title' | 'edits'> {
  readonly kind: CodeActionKind;
}

export const REWRITING_KINDS = [CodeActionKind.RefactorRewrite, CodeActionKind.RefactorExtract] as const;

/** The code actions for a range, of the kinds the client asked for. */
export function codeActions({ context, range }: CodeActionParams, document: CurrentDocument): CodeAction[] {
  const actions: CodeAction[] = [];
  if (wants(context.only, CodeActionKind.QuickFix)) {
    actions.push(...context.diagnostics.flatMap((diagnostic) => quickFixes(diagnostic, document)));
  }
  if (context.only !== undefined && wants(context.only, FIX_ALL_KIND)) {
    actions.push(...fixAll(document));
  }
  if (REWRITING_KINDS.some((kind) => wants(context.only, kind))) {
    actions.push(...rewritings(range, document).filter(({ kind }) => wants(context.only, kind)));
  }
  return actions;
}

/** Asking for `source` includes `source.fixAll.podreach`. Nothing in particular is asked for: everything is wanted. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only?.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`)) ?? true;
}

function quickFixes(diagnostic: Diagnostic, document: CurrentDocument): CodeAction[] {
  if (diagnostic.source !== DIAGNOSTIC_SOURCE) return [];
  return currentFixes(diagnostic, document).map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: workspaceEdit(document, fix.edits),
    ...(fix.preferred && { isPreferred: true }),
  }));
}

/** A diagnostic of an older version, or without its data, stands for the same finding in the text of now. */
function currentFixes(diagnostic: Diagnostic, document: CurrentDocument): readonly DiagnosticFix[] {
  const data = readDiagnosticData(diagnostic);
  if (data?.version === document.version) return data.fixes;
  const same = document.diagnostics.find((now) => isSameFinding(now, diagnostic));
  return (same && readDiagnosticData(same)?.fixes) ?? [];
}

function isSameFinding(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && comparePlaces(a.range, b.range) === 0;
}

/** What a finding offers as its fix already is not offered a second time. */
function rewritings(
  range: Range,
  document: CurrentDocument,
): readonly (CodeAction & { readonly kind: CodeActionKind })[] {
  const fixes = document.diagnostics.flatMap((diagnostic) => readDiagnosticData(diagnostic)?.fixes ?? []);
  const known = new Set(fixes.map(({ edits }) => JSON.stringify(edits)));
  return document
    .refactorings(range)
    .filter(({ edits }) => !known.has(JSON.stringify(edits)))
    .map(({ title, kind, edits }) => ({ title, kind, edit: workspaceEdit(document, edits) }));
}

function fixAll(document: CurrentDocument): CodeAction[] {
  const edits = editsTogether(document.diagnostics.flatMap(safeFix));
  if (edits.length === 0) return [];
  return [
    {
      title: 'Fix all that cannot change which traffic is allowed',
      kind: FIX_ALL_KIND,
      edit: workspaceEdit(document, edits),
    },
  ];
}

/** At most one fix a finding: a second one would undo or double the first. */
function safeFix(diagnostic: Diagnostic): readonly DiagnosticFix[] {
  const safe = readDiagnosticData(diagnostic)?.fixes.filter((fix) => fix.safe) ?? [];
  return safe.slice(0, 1);
}

/** Edits of as many fixes as do not touch each other. The others are still there after the next check. */
function editsTogether(fixes: readonly DiagnosticFix[]): readonly TextEdit[] {
  const accepted: TextEdit[] = [];
  for (const { edits } of fixes) {
    const isFree = edits.every((edit) => !accepted.some((other) => touch(edit.range, other.range)));
    if (isFree) accepted.push(...edits);
  }
  return accepted;
}

function touch(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}

function comparePlaces(a: Range, b: Range): number {
  return comparePositions(a.start, b.start) || comparePositions(a.end, b.end);
}

function comparePositions(a: Range['start'], b: Range['start']): number {
  return a.line - b.line || a.character - b.character;
}

function workspaceEdit(
  { uri, version, versionedEdits }: CurrentDocument,
  edits: readonly TextEdit[],
): WorkspaceEdit {
  return versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: [...edits] }] }
    : { changes: { [uri]: [...edits] } };
}
