/**
 * What travels in `Diagnostic.data`: all that the fixes of a finding need, so that a code action asks nobody.
 * Data comes back from the client as anything, hence the reading.
 */
import type { Diagnostic, TextEdit } from 'vscode-languageserver';

export interface DiagnosticFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Exactly one fix keeps what the author most probably meant, and this is it. */
  readonly preferred: boolean;
  /** The fix cannot change which traffic is allowed. */
  readonly safe: boolean;
}

export interface DiagnosticData {
  /** Version of the document the ranges of the edits belong to. */
  readonly version: number;
  readonly fixes: readonly DiagnosticFix[];
}

/** Reads the data of one of our diagnostics; undefined when the client lost it or it was never there. */
export function readDiagnosticData({ data }: Diagnostic): DiagnosticData | undefined {
  return isData(data) ? data : undefined;
}

function isData(data: unknown): data is DiagnosticData {
  return (
    isRecord(data) &&
    typeof data['version'] === 'number' &&
    Array.isArray(data['fixes']) &&
    data['fixes'].every(isFix)
  );
}

function isFix(fix: unknown): fix is DiagnosticFix {
  return (
    isRecord(fix) &&
    typeof fix['title'] === 'string' &&
    typeof fix['preferred'] === 'boolean' &&
    typeof fix['safe'] === 'boolean' &&
    Array.isArray(fix['edits']) &&
    fix['edits'].every(isEdit)
  );
}

function isEdit(edit: unknown): edit is TextEdit {
  return isRecord(edit) && typeof edit['newText'] === 'string' && isRange(edit['range']);
}

function isRange(range: unknown): boolean {
  return isRecord(range) && isPosition(range['start']) && isPosition(range['end']);
}

function isPosition(position: unknown): boolean {
  return (
    isRecord(position) && typeof position['line'] === 'number' && typeof position['character'] === 'number'
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
