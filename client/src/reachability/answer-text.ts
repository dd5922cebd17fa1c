/**
 * An answer as plain text, to be pasted into a review or a chat.
 */
import type { OutlineRow, ReachEntry, ReachGroup } from '../../../server/src/lsp/protocol';
import type { Translate } from '../translate';
import { entryLabel, summaryText, titleText } from './answer-tree';
import type { Answer } from './answers';

/** Question, summary, every entry in aligned columns, and what the answer rests on. Ends with a line break. */
export function answerText(answer: Answer, fileName: FileName, t: Translate): string {
  const heading = `${titleText(answer, t)}\n${summaryText(answer, t)}`;
  if (answer.gone) return `${heading}\n`;
  const blocks = [heading, ...bodyOf(answer, fileName), t('Based on {0}', answer.result.basis)];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** What to call a document in text. */
export type FileName = (uri: string) => string;

function bodyOf(answer: Answer, fileName: FileName): readonly string[] {
  if (answer.kind === 'outline')
    return [answer.result.rows.flatMap((row) => rowLines(row, fileName)).join('\n')];
  const { groups, caveats } = answer.result;
  return [...groups.map(groupText), caveats.join('\n')];
}

/** `ingress of shop/cart[Pod]: denied`, and two spaces further in what belongs to it. */
function rowLines({ label, detail, opens, rows }: OutlineRow, fileName: FileName): readonly string[] {
  const text = detail === undefined ? label : `${label}: ${detail}`;
  const place = opens ? ` (${fileName(opens.uri)}:${String(opens.range.start.line + 1)})` : '';
  return [`${text}${place}`, ...rows.flatMap((row) => rowLines(row, fileName)).map((line) => `  ${line}`)];
}

function groupText({ title, entries }: ReachGroup): string {
  const rows = aligned(entries.map(entryCells)).map((row) => `  ${row}`);
  return [`${title} (${String(entries.length)})`, ...rows].join('\n');
}

function entryCells(entry: ReachEntry): readonly string[] {
  const kind = entry.workloadKind === undefined ? '' : `[${entry.workloadKind}]`;
  return [`${entryLabel(entry)}${kind}`, entry.ports, entry.reason];
}

/** Rows with columns of equal width; a column in which nothing stands takes no room. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .filter((cell) => cell !== '')
      .join('  ')
      .trimEnd(),
  );
}
