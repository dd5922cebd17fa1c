/**
 * What answers about a document rest on beside its text. As long as that is the same, so are they.
 */
import { documentUri } from './document-uri';
import type { Model } from './models';
import type { Session } from './session';
import type { Settings } from './settings';

export type Basis = readonly [
  model: Model | undefined,
  settings: Settings | undefined,
  generation: number | undefined,
];

export function basisOf({ models }: Session, uri: string): Basis {
  const model = models.modelOf(documentUri(uri));
  return [model, model?.settings, model?.view().snapshot.generation];
}

export function isSameBasis(a: Basis, b: Basis): boolean {
  return a.every((part, nth) => part === b[nth]);
}
