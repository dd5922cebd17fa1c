/**
 * The answers the view shows, newest first. Immutable: every change makes a new list.
 */
import type { ReachParams, ReachResult } from '../../../server/src/lsp/protocol';
import { questionKey, type Question } from './question';

export interface Answer {
  readonly question: Question;
  readonly result: ReachResult;
  /** The target was there when the question was asked, and is not there any more. */
  readonly gone: boolean;
}

/** More than these are not kept: the view is for the question at hand and the few it is compared with. */
export const MAX_ANSWERS = 5;

/** The answer to a question just asked. From here on the target is named, so that edits may move it. */
export function answerTo(asked: ReachParams, result: ReachResult): Answer {
  const uri = result.target.location?.uri ?? asked.uri;
  return {
    question: { direction: result.direction, uri, target: result.target.id },
    result,
    gone: false,
  };
}

/** Puts an answer in front; an older one to the same question makes way. */
export function withAnswer(answers: readonly Answer[], answer: Answer): readonly Answer[] {
  return [answer, ...withoutAnswer(answers, questionKey(answer.question))].slice(0, MAX_ANSWERS);
}

/** @param key of the question that is not of interest any more */
export function withoutAnswer(answers: readonly Answer[], key: string): readonly Answer[] {
  return answers.filter(({ question }) => questionKey(question) !== key);
}

/** Takes over what a question is answered now: null when its target cannot be found any more. */
export function withResult(
  answers: readonly Answer[],
  key: string,
  result: ReachResult | null,
): readonly Answer[] {
  return answers.map((answer) => {
    if (questionKey(answer.question) !== key) return answer;
    return result ? { ...answer, result, gone: false } : { ...answer, gone: true };
  });
}
