/**
 * Diagnostics as workflow commands of GitHub Actions, which shows them beside the lines of a change.
 * The syntax: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import type { Range } from 'vscode-languageserver';
import type { Severity } from '../rules/rule';
import type { FileDiagnostic } from './diagnostics';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** `::warning file=a.yaml,line=5,endLine=5,col=3,endColumn=9,title=some-rule::What is wrong`. */
export function githubAnnotation({ file, diagnostic, positions }: FileDiagnostic): string {
  const { severity, code, message } = diagnostic;
  const properties = [`file=${property(file.file)}`, ...place(positions.range(file, diagnostic.range))];
  return `::${COMMANDS[severity]} ${properties.join(',')},title=${property(code)}::${data(message)}`;
}

/** Counted from 1. GitHub knows columns within one line only. */
function place({ start, end }: Range): readonly string[] {
  const lines = [`line=${start.line + 1}`, `endLine=${end.line + 1}`];
  if (start.line !== end.line) return lines;
  return [...lines, `col=${start.character + 1}`, `endColumn=${end.character + 1}`];
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
