/**
 * The answers the view shows, newest first. Immutable: every change makes a new list.
 */
import type { OutlineResult, ReachParams, ReachResult } from '../../../server/src/lsp/protocol';
import { questionKey, type OutlineQuestion, type ReachQuestion } from './question';

export type Answer = ReachAnswer | OutlineAnswer;

export type Result = ReachResult | OutlineResult;

interface Kept {
  /** What was asked about was there when the question was asked, and is not there any more. */
  readonly gone: boolean;
  /** Stays when the others are cleared, and when newer ones come. */
  readonly pinned: boolean;
}

/** Who can reach a target, or what it can reach. */
export interface ReachAnswer extends Kept {
  readonly kind: 'reach';
  readonly question: ReachQuestion;
  readonly result: ReachResult;
}

/** Lines one below the other: a connection explained, or what an edit changed. */
export interface OutlineAnswer extends Kept {
  readonly kind: 'outline';
  readonly question: OutlineQuestion;
  readonly result: OutlineResult;
}

/** More than these are not kept, but for those that are pinned: the view is for the question at hand. */
export const MAX_ANSWERS = 5;

/** The answer to a question just asked. From here on the target is named, so that edits may move it. */
export function answerTo(asked: ReachParams, result: ReachResult): ReachAnswer {
  const uri = result.target.location?.uri ?? asked.uri;
  const question = { kind: 'reach', direction: result.direction, uri, target: result.target.id } as const;
  return { kind: 'reach', question, result, gone: false, pinned: false };
}

/** The answer to one of the other questions. */
export function outlineAnswer(question: OutlineQuestion, result: OutlineResult): OutlineAnswer {
  return { kind: 'outline', question, result, gone: false, pinned: false };
}

/** Puts an answer in front; an older one to the same question makes way and leaves it its pin. */
export function withAnswer(answers: readonly Answer[], answer: Answer): readonly Answer[] {
  const key = questionKey(answer.question);
  const pinned = answers.some((known) => known.pinned && questionKey(known.question) === key);
  const all = [{ ...answer, pinned }, ...withoutAnswer(answers, key)];
  const newest = new Set(all.filter((one) => !one.pinned).slice(0, MAX_ANSWERS));
  return all.filter((one) => one.pinned || newest.has(one));
}

/** @param key of the question that is not of interest any more */
export function withoutAnswer(answers: readonly Answer[], key: string): readonly Answer[] {
  return answers.filter(({ question }) => questionKey(question) !== key);
}

/** @param key of the question whose answer is to stay, or need not stay any longer */
export function withPin(answers: readonly Answer[], key: string, pinned: boolean): readonly Answer[] {
  return answers.map((answer) => (questionKey(answer.question) === key ? { ...answer, pinned } : answer));
}

/** What stays when the view is cleared. */
export function pinnedAnswers(answers: readonly Answer[]): readonly Answer[] {
  return answers.filter(({ pinned }) => pinned);
}

/** Takes over what a question is answered now: null when its target cannot be found any more. */
export function withResult(
  answers: readonly Answer[],
  key: string,
  result: Result | null,
): readonly Answer[] {
  return answers.map((answer) => (questionKey(answer.question) === key ? renewed(answer, result) : answer));
}

function renewed(answer: Answer, result: Result | null): Answer {
  if (result === null) return { ...answer, gone: true };
  if (answer.kind === 'reach') return 'kind' in result ? answer : { ...answer, result, gone: false };
  return 'kind' in result ? { ...answer, result, gone: false } : answer;
}
