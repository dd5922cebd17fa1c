/**
 * The documents Podreach answers for. Schemes are listed: a selector without them also matches the left
 * side of a diff (`git:`) and notebook cells, and findings would be shown twice.
 */
import { workspace } from 'vscode';

const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs'] as const;
const LANGUAGES = ['yaml', 'json'] as const;

export interface CoveredDocuments {
  readonly language: (typeof LANGUAGES)[number];
  readonly scheme: string;
}

/** Folders that an extension provides, as of memory or another service, have schemes of their own. */
export function documentSelector(): CoveredDocuments[] {
  const folders = workspace.workspaceFolders ?? [];
  const schemes = new Set([...SCHEMES, ...folders.map(({ uri }) => uri.scheme)]);
  return LANGUAGES.flatMap((language) => Array.from(schemes, (scheme) => ({ language, scheme })));
}
