/**
 * Names the manifest's `when` clauses and the code agree on. A test holds both together.
 */
export const CONTEXT_KEYS = {
  /** The language server runs. */
  active: 'podreach.active',
  /** The document in the active editor holds something a question can be about. */
  manifestInFile: 'podreach.manifestInFile',
  /** A question was asked in this window. From then on the view stays: a panel that vanishes opens another one. */
  asked: 'podreach.asked',
  /** The reachability view has an answer to show. */
  hasAnswer: 'podreach.hasAnswer',
} as const;

export type ContextKey = (typeof CONTEXT_KEYS)[keyof typeof CONTEXT_KEYS];

/** The only view; its visibility hangs on `asked`. */
export const REACHABILITY_VIEW = 'podreach.reachability';

/** `viewItem` values of the view's rows. */
export const ROW_CONTEXTS = {
  answer: 'answer',
  pinnedAnswer: 'pinnedAnswer',
  /** Of a connection or an edit: there is nothing that could be asked about in turn. */
  outline: 'outline',
  pinnedOutline: 'pinnedOutline',
  target: 'target',
} as const;
