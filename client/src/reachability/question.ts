/**
 * What is asked: about a named target, about one connection, or about an edit, in the cluster of a document. Knows
 * nothing of places in a text.
 */
import type {
  ChangesParams,
  ExplainParams,
  ReachDirection,
  ReachTarget,
} from '../../../server/src/lsp/protocol';
import type { Translate } from '../translate';

/** A question that can be asked again after an edit. */
export type Question = ReachQuestion | OutlineQuestion;

export interface ReachQuestion {
  readonly kind: 'reach';
  readonly direction: ReachDirection;
  /** A document of the cluster that is meant. */
  readonly uri: string;
  /** `ReachTarget.id` */
  readonly target: string;
}

export type OutlineQuestion =
  ({ readonly kind: 'explain' } & ExplainParams) | ({ readonly kind: 'changes' } & ChangesParams);

/** Two questions with the same key are the same question. */
export function questionKey(question: Question): string {
  switch (question.kind) {
    case 'reach':
      return `${question.direction} ${question.target} ${question.uri}`;
    case 'explain':
      return `explain ${question.from} ${question.to} ${question.port ?? ''} ${question.uri}`;
    case 'changes':
      return `changes ${question.since} ${question.target ?? ''} ${question.uri}`;
  }
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
