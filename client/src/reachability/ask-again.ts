/**
 * Asks a question that was answered before once more, for the answer of now.
 */
import type { ServerSession } from '../server-session';
import type { Result } from './answers';
import type { Question } from './question';

/** Null when what it is about is not there any more. */
export async function askAgain(session: ServerSession, question: Question): Promise<Result | null> {
  switch (question.kind) {
    case 'reach':
      return session.reach(question);
    case 'changes':
      return session.changes(question);
    case 'explain': {
      const result = await session.explain(question);
      return result?.kind === 'outline' ? result : null;
    }
  }
}
