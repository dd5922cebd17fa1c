/**
 * An answer as plain text, to be pasted into a review or a chat.
 */
import type { ReachEntry, ReachGroup } from '../../../server/src/lsp/protocol';
import type { Translate } from '../translate';
import { entryLabel } from './answer-tree';
import type { Answer } from './answers';
import { questionText } from './question';

/** Question, summary, every entry in aligned columns, and what the answer rests on. Ends with a line break. */
export function answerText({ question, result }: Answer, t: Translate): string {
  const blocks = [
    `${questionText(question.direction, result.target, t)}\n${result.summary}`,
    ...result.groups.map(groupText),
    result.caveats.join('\n'),
    t('From {0}', result.basis),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function groupText({ title, entries }: ReachGroup): string {
  const cells = entries.map(entryCells);
  const widths = [0, 1].map((column) => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0)));
  const rows = cells.map(
    (row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`,
  );
  return [`${title} (${String(entries.length)})`, ...rows.map((row) => row.trimEnd())].join('\n');
}

function entryCells(entry: ReachEntry): readonly [string, string, string] {
  const kind = entry.workloadKind === undefined ? '' : `[${entry.workloadKind}]`;
  return [`${entryLabel(entry)}${kind}`, entry.ports, entry.reason];
}
