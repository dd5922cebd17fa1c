/**
 * The frame of the map's page. Everything in it is made by its script; the policy below lets nothing else run or load.
 */
import { WORDS } from './webview/messages';

export interface PageParts {
  /** Random, and new for each page. */
  readonly nonce: string;
  /** Where the editor serves files of the extension from. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
  /** Of the editor: `en`, `de`. */
  readonly language: string;
  readonly title: string;
  /** What the page's texts are in that language, by the English ones. */
  readonly translations: Readonly<Record<string, string>>;
}

export function mapPage({ nonce, source, script, style, language, title, translations }: PageParts): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${attribute(title)}</title>
</head>
<body ${WORDS}="${attribute(JSON.stringify(translations))}">
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}

/** A text within quotes or between tags. */
function attribute(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => `&#${String(character.charCodeAt(0))};`);
}
