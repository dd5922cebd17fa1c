/**
 * What is offered while something is typed: a word, how many have it, and where it goes. Knows no labels.
 */
import {
  CompletionItemKind,
  type CompletionItem,
  type CompletionItemKind as Kind,
  type MarkupContent,
} from 'vscode-languageserver';

import type { ManifestFile } from '../manifests/document';
import { listSome } from '../wording/quantities';
import type { CompletionPlace } from './completion-place';
import { inlineCode } from './markdown';
import type { View } from './view';

/** What an item is about, for the documentation that is asked for when it is looked at. */
export type ItemTopic =
  | {
      readonly kind: 'label';
      readonly on: 'pod' | 'namespace';
      readonly key: string;
      readonly value?: string;
    }
  | { readonly kind: 'namespace'; readonly name: string };

export interface CompletionData {
  /** The document that is typed in. */
  readonly uri: string;
  readonly topic: ItemTopic;
}

/** Something to offer. */
export interface Offer {
  readonly label: string;
  readonly newText: string;
  /** `3 workloads` */
  readonly amount: string;
  /** Lower ones come first; those of equal rank by their label. */
  readonly rank: number;
  /** Who has it: as a topic, to be looked up when the item is looked at, or by name where that is known already. */
  readonly holders: ItemTopic | readonly string[];
  readonly kind?: Kind;
}

export interface Asked {
  readonly view: View;
  readonly file: ManifestFile;
  /** The document as the client calls it. */
  readonly uri: string;
  readonly place: CompletionPlace;
}

export function completionItem({ view, file, uri, place }: Asked, offer: Offer): CompletionItem {
  const { label, newText, amount, rank, holders, kind = CompletionItemKind.Value } = offer;
  return {
    label,
    kind,
    labelDetails: { description: amount },
    sortText: `${rank} ${label}`,
    filterText: label,
    textEdit: { range: view.positions.range(file, place.word), newText },
    ...('kind' in holders
      ? { data: { uri, topic: holders } satisfies CompletionData }
      : { documentation: holdersText(holders) }),
  };
}

const MOST_NAMES = 8;

/** `On shop/cart[Deployment], shop/db[StatefulSet] and 12 more`, the names as code. */
export function holdersText(names: readonly string[]): MarkupContent {
  return { kind: 'markdown', value: `On ${listSome(names.map(inlineCode), MOST_NAMES)}` };
}

/** A scalar that is read as the text it is: in quotes where it would be a number, a boolean or nothing. */
export function scalarText(text: string, { isQuoted }: Pick<CompletionPlace, 'isQuoted'>): string {
  const isPlain = /^[a-z][\w./-]*$/iu.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/iu.test(text);
  return isQuoted || isPlain ? text : `"${text}"`;
}
