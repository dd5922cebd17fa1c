/**
 * An answer as plain text, to be pasted into a review or a chat.
 */
import type { ReachEntry, ReachGroup } from '../../../server/src/lsp/protocol';
import type { Translate } from '../translate';
import { entryLabel, summaryText } from './answer-tree';
import type { Answer } from './answers';
import { questionText } from './question';

/** Question, summary, every entry in aligned columns, and what the answer rests on. Ends with a line break. */
export function answerText(answer: Answer, t: Translate): string {
  const { question, result, gone } = answer;
  const heading = `${questionText(question.direction, result.target, t)}\n${summaryText(answer, t)}`;
  if (gone) return `${heading}\n`;
  const blocks = [
    heading,
    ...result.groups.map(groupText),
    result.caveats.join('\n'),
    t('Based on {0}', result.basis),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
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
