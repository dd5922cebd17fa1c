/**
 * The findings of the rules as the protocol's diagnostics. What is found, and how grave it is, the rules decide.
 */
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type TextEdit,
} from 'vscode-languageserver';

import type { ManifestFile, OffsetRange } from '../manifests/document';
import { checkFile, type CheckSettings, type Diagnostic as CheckedFinding } from '../rules/check';
import type { Fix, Severity } from '../rules/rule';
import type { DiagnosticData, DiagnosticFix } from './diagnostic-data';
import { rulePage } from './rule-page';
import type { View } from './view';

/** By this name, diagnostics are told from those of other extensions. */
export const DIAGNOSTIC_SOURCE = 'podreach';

/** More places than this beside a finding are not read. */
const MAX_RELATED = 5;
/** A squiggle longer than this says less, and some clients draw it slowly. */
const MAX_LENGTH = 200;

export interface DiagnosticOptions extends CheckSettings {
  /** Version of the text the answer is about. It travels along, so that fixes for an older text are recognised. */
  readonly version: number;
}

/** All diagnostics of a file, in the order of the text. */
export function diagnostics(
  view: View,
  file: ManifestFile,
  options: DiagnosticOptions,
): readonly Diagnostic[] {
  return checkFile(view.snapshot, file, options)
    .filter(isFirstOfItsWords)
    .map((finding) => diagnostic(view, file, finding, options.version));
}

/** Where an alias stands for an object, its faults are those of several fields, and all in one place. */
function isFirstOfItsWords(finding: CheckedFinding, nth: number, all: readonly CheckedFinding[]): boolean {
  for (let before = nth - 1; all[before]?.range.start === finding.range.start; before--) {
    if (isSame(all[before], finding)) return false;
  }
  return true;
}

function isSame(a: CheckedFinding | undefined, b: CheckedFinding): boolean {
  return a?.range.end === b.range.end && a.code === b.code && a.message === b.message;
}

function diagnostic(view: View, file: ManifestFile, finding: CheckedFinding, version: number): Diagnostic {
  const { fixes = [] } = finding;
  const related = relatedInformation(view, finding);
  const tags = finding.tags?.map((tag) => TAGS[tag]) ?? [];
  return {
    source: DIAGNOSTIC_SOURCE,
    code: finding.code,
    codeDescription: { href: rulePage(finding.code) },
    severity: SEVERITIES[finding.severity],
    range: view.positions.range(file, clipped(file.text, finding.range)),
    message: finding.message,
    ...(fixes.length > 0 && { data: dataOf(view, file, fixes, version) }),
    ...(tags.length > 0 && { tags }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** The first line of a range, or the beginning of it. */
function clipped(text: string, { start, end }: OffsetRange): OffsetRange {
  const piece = text.slice(start, Math.min(end, start + MAX_LENGTH));
  const firstBreak = piece.search(/[\r\n]/u);
  return { start, end: start + (firstBreak === -1 ? piece.length : firstBreak) };
}

function relatedInformation(
  { snapshot, positions }: View,
  { related = [] }: CheckedFinding,
): DiagnosticRelatedInformation[] {
  return related.slice(0, MAX_RELATED).flatMap(({ file: name, range, message }) => {
    const file = snapshot.files.get(name);
    return file ? [{ location: positions.location(file, clipped(file.text, range)), message }] : [];
  });
}

function dataOf(view: View, file: ManifestFile, fixes: readonly Fix[], version: number): DiagnosticData {
  return { version, fixes: fixes.map((fix) => dataOfFix(view, file, fix)) };
}

function dataOfFix(view: View, file: ManifestFile, fix: Fix): DiagnosticFix {
  const edits = textEdits(view, file, fix);
  return { title: fix.title, edits, preferred: fix.preferred ?? false, safe: fix.safe ?? false };
}

/** The edits of a fix as the protocol has them. */
export function textEdits({ positions }: View, file: ManifestFile, { edits }: Fix): readonly TextEdit[] {
  return edits.map(({ range, newText }) => ({ range: positions.range(file, range), newText }));
}
