/**
 * Answers as text for a language model: what the view shows, whole and in the same words.
 */
import type {
  CheckedFile,
  ExplainResult,
  ReachParams,
  ReachResult,
  ReachTarget,
} from '../../../server/src/lsp/protocol';
import { answerText, type FileName } from '../reachability/answer-text';
import { answerTo, outlineAnswer } from '../reachability/answers';
import type { Translate } from '../translate';

/** Names that are offered where none was known: more would drown the answer. */
const MAX_NAMES = 40;

export interface TextParts {
  readonly fileName: FileName;
  readonly t: Translate;
}

export function reachabilityText(
  asked: ReachParams,
  result: ReachResult,
  { fileName, t }: TextParts,
): string {
  return answerText(answerTo(asked, result), fileName, t);
}

/** Says that nothing has this name, and what there is. */
export function unknownTargetText(name: string, targets: readonly ReachTarget[]): string {
  const known = targets.filter(({ kind }) => kind !== 'policy').map(({ id }) => id);
  const more = known.length - MAX_NAMES;
  const list = known.slice(0, MAX_NAMES).join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
  return `No workload or Service is called ${name}. ${list === '' ? 'None is known at all' : `There are: ${list}`}.\n`;
}

export function explanationText(
  question: { readonly from: string; readonly to: string; readonly uri: string },
  result: ExplainResult | null,
  { fileName, t }: TextParts,
): string {
  if (result === null) return 'No manifests are known here.\n';
  if (result.kind === 'problem') return `${result.message}.\n`;
  return answerText(outlineAnswer({ kind: 'explain', ...question }, result), fileName, t);
}

/** A line a finding, as compilers print them, and how many there are. */
export function findingsText(
  files: readonly CheckedFile[],
  { fileName }: Pick<TextParts, 'fileName'>,
): string {
  const lines = files.flatMap(({ uri, findings }) =>
    findings.map(
      ({ range, severity, code, message }) =>
        `${fileName(uri)}:${String(range.start.line + 1)}:${String(range.start.character + 1)} ${severity} ${code}: ${message}`,
    ),
  );
  if (lines.length === 0) return 'Nothing was found.\n';
  return `${lines.join('\n')}\n${String(lines.length)} ${lines.length === 1 ? 'finding' : 'findings'}\n`;
}
