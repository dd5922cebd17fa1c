/**
 * Places that an answer names, as the text that stands there: `pods.yaml: app: web`.
 */
import type { Location, Range } from 'vscode-languageserver';
import type { View } from '../../../server/src/features/view';
import type { ManifestFile } from '../../../server/src/manifests/document';
import { fileUri } from './fixture';

/** The text of a range, on one line. */
export function textAt({ positions }: View, file: ManifestFile, { start, end }: Range): string {
  const text = file.text.slice(positions.offset(file, start), positions.offset(file, end));
  return text.replace(/\s+/gu, ' ');
}

/** File, object and text of a place. */
export function placeText(view: View, { uri, range }: Location): string {
  const file = view.snapshot.files.get(uri);
  if (file === undefined) throw new Error(`no file ${uri}`);
  const offset = view.positions.offset(file, range.start);
  const name = file.pathAt(offset)?.resource.name ?? '';
  return `${uri.replace(fileUri(''), '')} ${name}: ${textAt(view, file, range)}`;
}
