/**
 * Diagnostics as text with the source under them, and as the JSON of the contract.
 */
import { trimEndOf } from '../manifests/source-text';
import type { Position, Range } from 'vscode-languageserver';
import type { Positions } from '../features/positions';
import { formatPath, type ManifestFile } from '../manifests/document';
import type { Diagnostic } from '../rules/diagnostic';
import type { Severity } from '../rules/rule';
import type { Snapshot } from '../workspace/snapshot';
import { count, list, plural } from '../wording/quantities';
import type { Emphasis, Style } from '../wording/style';

/** A diagnostic together with the file it is about, and what tells its places and those of related files. */
export interface FileDiagnostic {
  readonly file: ManifestFile;
  readonly files: Snapshot['files'];
  readonly diagnostic: Diagnostic;
  readonly positions: Positions;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

const EMPHASIS: Readonly<Record<Severity, Emphasis>> = {
  error: 'denied',
  warning: 'partly',
  info: 'place',
  hint: 'aside',
};

export interface JsonDiagnostic {
  readonly file: string;
  readonly document: number;
  readonly range: Range;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly reason: string | null;
  readonly fixes: readonly string[];
}

export function jsonDiagnostic({ file, diagnostic, positions }: FileDiagnostic): JsonDiagnostic {
  const { document, range, severity, code, message, field, reason, fixes = [] } = diagnostic;
  return {
    file: file.file,
    document,
    range: positions.range(file, range),
    severity,
    code,
    message,
    field: field ?? fieldAt(file, range.start) ?? null,
    reason: reason ?? null,
    fixes: fixes.map(({ title }) => title),
  };
}

/** The path at an offset, for advice that does not name one. */
function fieldAt(file: ManifestFile, offset: number): string | undefined {
  const place = file.pathAt(offset);
  return place && formatPath(place.path);
}

/** `a.yaml:5:3: warning …`, the line it is about with carets under the range, and the fixes. */
export function diagnosticText({ file, diagnostic, positions }: FileDiagnostic, style: Style): string {
  const { severity, code, message, fixes = [] } = diagnostic;
  const range = positions.range(file, diagnostic.range);
  const place = `${file.file}:${range.start.line + 1}:${range.start.character + 1}`;
  return [
    `${style(place, 'place')}: ${style(severity, EMPHASIS[severity])} ${message} ${style(`[${code}]`, 'aside')}`,
    ...excerpt(file, range, positions),
    ...fixes.map(({ title }) => `  Fix: ${title}`),
  ].join('\n');
}

/** Longer lines are cut around what they are shown for. */
const LONGEST_LINE = 200;

/** The first line of a range, and carets under as much of the range as stands on it. */
function excerpt(file: ManifestFile, range: Range, positions: Positions): readonly string[] {
  const line = lineText(file, range.start, positions);
  const { character: start } = range.start;
  const end = range.end.line === range.start.line ? range.end.character : line.trimEnd().length;
  const from = line.length > LONGEST_LINE ? Math.max(0, start - LONGEST_LINE / 4) : 0;
  const part = line.slice(from, from + LONGEST_LINE);
  const [before, after] = [from > 0 ? '…' : '', part.length < line.length - from ? '…' : ''];
  const number = String(range.start.line + 1);
  // Tabs stay tabs, so that the carets stand where the terminal puts the text.
  const indent = (before + line.slice(from, start)).replace(/[^\t]/gu, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(end - from, part.length) - (start - from)));
  return [`  ${number} | ${before}${part}${after}`, `  ${' '.repeat(number.length)} | ${indent}${carets}`];
}

function lineText(file: ManifestFile, { line }: Position, positions: Positions): string {
  const start = positions.offset(file, { line, character: 0 });
  const end = positions.offset(file, { line: line + 1, character: 0 });
  return trimEndOf(file.text.slice(start, end), '\r\n');
}

/** `1 error and 2 warnings in 14 files`, `nothing to report in 14 files`. */
export function summaryText(found: Iterable<Severity>, files: number): string {
  const counts = new Map<Severity, number>();
  for (const severity of found) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  const counted = SEVERITIES.flatMap((severity) => severityCount(counts.get(severity) ?? 0, severity));
  return `${counted.length === 0 ? 'Nothing to report' : list(counted)} in ${count(files, 'file')}`;
}

/** `info` has no plural. */
function severityCount(amount: number, severity: Severity): readonly string[] {
  if (amount === 0) return [];
  return [severity === 'info' ? `${amount} info` : `${amount} ${plural(amount, severity)}`];
}
