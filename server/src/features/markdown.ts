/**
 * Text from manifests inside Markdown. Knows nothing of what is being said.
 */

import type { Style } from '../wording/style';

/** Characters that could start a mark, a link, a list, HTML or an emphasis. */
const SPECIAL = /[\\`*_{}[\]()#+\-.!<>|~&$@:]/gu;

/** Makes text from a file harmless: it is shown as it was written, on one line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(SPECIAL, '\\$&');
}

/** Text as inline code. A run of backticks inside is fenced by a longer one. */
export function inlineCode(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line === '') return '` `';
  const longest = Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Sentences of `wording/` in Markdown: names as code, verdicts bold. */
export const MARKDOWN: Style = (text, emphasis) => {
  if (emphasis === 'name') return inlineCode(text);
  return emphasis === 'place' || emphasis === 'aside' ? escapeMarkdown(text) : `**${escapeMarkdown(text)}**`;
};

/** A bullet list, or nothing for no items. */
export function bulletList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Paragraphs under each other; empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
