/**
 * Whether a document is one that Podreach answers for, by what it is and not by what is in it.
 */
import { languages, type TextDocument } from 'vscode';
import { documentSelector } from './document-selector';

export function isCovered(document: TextDocument): boolean {
  return languages.match(documentSelector(), document) > 0;
}
