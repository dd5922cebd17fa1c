/**
 * Fields of policies and the words they accept, with what they mean: for editors in which nobody else knows the schema.
 */
import { CompletionItemKind, InsertTextMode, type CompletionItem } from 'vscode-languageserver';

import type { FieldPath } from '../manifests/document';
import { field, isObject, items } from '../manifests/json-value';
import { lineStart } from '../rules/fixes/layout';
import { scalarText, type Asked } from './completion-items';
import { schemaPlace, type SchemaPlace } from './policy-schemas';
import { valueAt } from './value-at';

/** In the order of the schema. */
export function fieldItems(asked: Asked): readonly CompletionItem[] {
  const { isQuoted, typing } = asked.place;
  if (typing === 'value') return words(asked);
  return isQuoted ? [] : fields(asked);
}

function words(asked: Asked): readonly CompletionItem[] {
  const { resource, path } = asked.place;
  const isItem = typeof path.at(-1) === 'number';
  const list = path.slice(0, -1);
  const present = isItem ? items(valueAt(resource.value, list)) : [];
  const description = schemaPlace(resource, isItem ? list : path)?.description;
  const allowed = schemaPlace(resource, path)?.words ?? [];
  return allowed
    .filter((word) => !present.includes(word))
    .map((word, index) => ({
      ...itemOf(asked, { label: word, newText: scalarText(word, asked.place), index, description }),
      kind: CompletionItemKind.EnumMember,
    }));
}

function fields(asked: Asked): readonly CompletionItem[] {
  const { resource, path, name, hasColon } = asked.place;
  const here = schemaPlace(resource, path);
  // In the place of a list, the first field of an item is being typed, its dash included.
  const dash = here?.shape === 'list' ? '- ' : '';
  const owner: FieldPath = dash === '' ? path : [...path, 0];
  const listed = (dash === '' ? here : schemaPlace(resource, owner))?.fields ?? [];
  const present = dash === '' ? valueAt(resource.value, path) : undefined;
  return listed.flatMap((key, index) => {
    if (key !== name && isObject(present) && field(present, key) !== undefined) return [];
    const place = schemaPlace(resource, [...owner, key]);
    const newText = hasColon ? key : dash + key + beginningOfValue(asked, place, dash.length);
    const { description } = place ?? {};
    return [
      { ...itemOf(asked, { label: key, newText, index, description }), kind: CompletionItemKind.Field },
    ];
  });
}

/** From the colon of a field to where its value begins, the `indent` behind the place of the word. */
function beginningOfValue({ file, place }: Asked, schema: SchemaPlace | undefined, indent: number): string {
  if (schema === undefined || schema.shape === 'scalar' || place.isInFlow) return ': ';
  const column = place.word.start - lineStart(file.text, place.word.start) + indent;
  const lineBreak = file.text.includes('\r\n') ? '\r\n' : '\n';
  return `:${lineBreak}${' '.repeat(column + 2)}${schema.shape === 'list' ? '- ' : ''}`;
}

interface FieldOffer {
  readonly label: string;
  readonly newText: string;
  readonly index: number;
  readonly description: string | undefined;
}

function itemOf(
  { view, file, place }: Asked,
  { label, newText, index, description }: FieldOffer,
): CompletionItem {
  return {
    label,
    sortText: String(index).padStart(2, '0'),
    filterText: label,
    // Written with its indentation, which the editor must not add again.
    insertTextMode: InsertTextMode.asIs,
    textEdit: { range: view.positions.range(file, place.word), newText },
    ...(description !== undefined && { documentation: description }),
  };
}
