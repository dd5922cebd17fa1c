/**
 * What other extensions can ask: `await extensions.getExtension('podreach.podreach')?.activate()` gives a
 * {@link PodreachApi}. Described in `docs/api.md`; nothing here is changed without a new `version`.
 */
import type { Event } from 'vscode';
import type {
  CheckedFile,
  CheckParams,
  ExplainParams,
  ExplainResult,
  ReachParams,
  ReachResult,
} from '../../server/src/lsp/protocol';
import type { ServerSession } from './server-session';

export interface PodreachApi {
  /** Grows when something that was here before is changed or taken away. */
  readonly version: 1;
  /** Which pods can reach a target, or what it can reach. Null when the target is not known. */
  reach(question: ReachParams): Promise<ReachResult | null>;
  /** One connection, and why. Null when the document is in no known cluster. */
  explain(question: ExplainParams): Promise<ExplainResult | null>;
  /** The findings of files, open or not; files without any are left out. */
  check(scope?: CheckParams): Promise<readonly CheckedFile[]>;
  /** Answers given before may be different now. */
  readonly onDidChangeAnswers: Event<void>;
}

/** The first question starts the language server. */
export function createApi(session: ServerSession): PodreachApi {
  return {
    version: 1,
    reach: (question) => session.reach(question),
    explain: (question) => session.explain(question),
    check: (scope = {}) => session.check(scope),
    onDidChangeAnswers: session.onModelChanged,
  };
}
