/**
 * The documents Podreach answers for. Schemes are listed: a selector without them also matches the left
 * side of a diff (`git:`) and notebook cells, and findings would be shown twice.
 */
const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'] as const;
const LANGUAGES = ['yaml', 'json'] as const;

export const DOCUMENT_SELECTOR: { language: string; scheme: string }[] = LANGUAGES.flatMap((language) =>
  SCHEMES.map((scheme) => ({ language, scheme })),
);
