/**
 * The formats of `check`, by name. Each writes diagnostics as they are found.
 */
import type { Severity } from '../rules/rule';
import type { Style } from '../wording/style';
import { diagnosticText, jsonDiagnostic, summaryText, type FileDiagnostic } from './diagnostics';
import { githubAnnotation } from './github-annotations';
import { jsonLines } from './json';
import { sarifLog } from './sarif';

export interface Checked {
  /** Found one after the other, as they are asked for. */
  readonly diagnostics: Iterable<FileDiagnostic>;
  /** How many files were read. */
  readonly files: number;
  readonly style: Style;
}

/** Pieces of text to be written one after the other. */
export type CheckFormat = (checked: Checked) => Iterable<string>;

export const CHECK_FORMATS: ReadonlyMap<string, CheckFormat> = new Map<string, CheckFormat>([
  ['text', textReport],
  ['json', jsonReport],
  ['sarif', ({ diagnostics }) => sarifLog(diagnostics)],
  ['github', githubReport],
]);

function* textReport({ diagnostics, files, style }: Checked): Iterable<string> {
  const found: Severity[] = [];
  for (const one of diagnostics) {
    found.push(one.diagnostic.severity);
    yield `${diagnosticText(one, style)}\n\n`;
  }
  yield `${summaryText(found, files)}\n`;
}

function* jsonReport({ diagnostics, files }: Checked): Iterable<string> {
  yield `{"files": ${files}, "diagnostics": [`;
  yield* jsonLines(diagnostics, (one) => JSON.stringify(jsonDiagnostic(one)));
  yield ']}\n';
}

function* githubReport({ diagnostics }: Checked): Iterable<string> {
  for (const one of diagnostics) yield `${githubAnnotation(one)}\n`;
}
