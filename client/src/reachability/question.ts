/**
 * What is asked: a direction, and a named target in the cluster of a document. Knows nothing of places in a text.
 */
import type { ReachDirection, ReachTarget } from '../../../server/src/lsp/protocol';
import type { Translate } from '../translate';

/** A question that can be asked again after an edit. */
export interface Question {
  readonly direction: ReachDirection;
  /** A document of the cluster that is meant. */
  readonly uri: string;
  /** `ReachTarget.id` */
  readonly target: string;
}

/** Two questions with the same key are the same question. */
export function questionKey({ direction, uri, target }: Question): string {
  return `${direction} ${target} ${uri}`;
}

/** The question as people ask it: `Which pods can reach shop/cart[Deployment]?` */
export function questionText(direction: ReachDirection, target: ReachTarget, t: Translate): string {
  const subject = subjectText(target, t);
  return direction === 'to' ? t('Which pods can reach {0}?', subject) : t('What can {0} reach?', subject);
}

function subjectText({ kind, id, title }: ReachTarget, t: Translate): string {
  switch (kind) {
    case 'workload':
      return id;
    case 'service':
      return t('Service {0}', title);
    case 'policy':
      return t('the pods of policy {0}', title);
  }
}
