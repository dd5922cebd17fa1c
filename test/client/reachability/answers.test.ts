import { describe, expect, it } from 'vitest';
import {
  MAX_ANSWERS,
  answerTo,
  pinnedAnswers,
  withAnswer,
  withPin,
  withResult,
  withoutAnswer,
  type Answer,
} from '../../../client/src/reachability/answers';
import { questionKey } from '../../../client/src/reachability/question';
import { sampleAnswer, sampleExplanation, sampleOutline, sampleResult } from './sample-answer';

const titles = (answers: readonly Answer[]): readonly string[] =>
  answers.map((answer) => (answer.kind === 'reach' ? answer.result.target.title : answer.result.title));

describe('answerTo', () => {
  it('names the target, so that the question survives edits', () => {
    const asked = { direction: 'to', uri: 'file:///b.yaml', position: { line: 1, character: 1 } } as const;
    expect(answerTo(asked, sampleResult).question).toEqual({
      kind: 'reach',
      direction: 'to',
      uri: 'file:///cart.yaml',
      target: 'shop/cart[Deployment]',
    });
  });

  it('stays in the document asked from when the target is written nowhere', () => {
    const { id, kind, title } = sampleResult.target;
    const asked = { direction: 'to', uri: 'file:///b.yaml' } as const;
    expect(answerTo(asked, { ...sampleResult, target: { id, kind, title } }).question.uri).toBe(
      'file:///b.yaml',
    );
  });
});

describe('withAnswer', () => {
  it('puts the newest first', () => {
    expect(titles(withAnswer([sampleAnswer('a')], sampleAnswer('b')))).toEqual(['shop/b', 'shop/a']);
  });

  it('asks the same question once', () => {
    const both = [sampleAnswer('a'), sampleAnswer('b')];
    expect(titles(withAnswer(both, sampleAnswer('b')))).toEqual(['shop/b', 'shop/a']);
  });

  it('keeps the two directions apart', () => {
    const both = withAnswer([sampleAnswer('a')], sampleAnswer('a', { direction: 'from' }));
    expect(both).toHaveLength(2);
  });

  it('forgets the oldest', () => {
    const names = Array.from({ length: MAX_ANSWERS + 1 }, (_, index) => `w${String(index)}`);
    const answers = names.reduce<ReturnType<typeof withAnswer>>(
      (sofar, name) => withAnswer(sofar, sampleAnswer(name)),
      [],
    );
    expect(answers).toHaveLength(MAX_ANSWERS);
    expect(titles(answers)).not.toContain('shop/w0');
  });
});

describe('a pin', () => {
  const names = Array.from({ length: MAX_ANSWERS + 1 }, (_, index) => `w${String(index)}`);
  const pinned = withPin([sampleAnswer('a')], questionKey(sampleAnswer('a').question), true);

  it('keeps an answer when newer ones come, and takes no room from them', () => {
    const answers = names.reduce((sofar, name) => withAnswer(sofar, sampleAnswer(name)), pinned);
    expect(answers).toHaveLength(MAX_ANSWERS + 1);
    expect(titles(answers).at(-1)).toBe('shop/a');
  });

  it('keeps it when the others are cleared', () => {
    expect(titles(pinnedAnswers(withAnswer(pinned, sampleAnswer('b'))))).toEqual(['shop/a']);
  });

  it('stays when the same is asked again, until it is taken away', () => {
    const again = withAnswer(pinned, sampleAnswer('a'));
    expect(again.map((answer) => answer.pinned)).toEqual([true]);
    const free = withPin(again, questionKey(sampleAnswer('a').question), false);
    expect(pinnedAnswers(free)).toEqual([]);
  });
});

describe('withoutAnswer', () => {
  it('takes one away', () => {
    const [a, b] = [sampleAnswer('a'), sampleAnswer('b')];
    expect(withoutAnswer([a, b], questionKey(a.question))).toEqual([b]);
  });
});

describe('withResult', () => {
  const [a, b] = [sampleAnswer('a'), sampleAnswer('b')];
  const key = questionKey(a.question);

  it('takes over the new result of its question only', () => {
    const result = { ...a.result, summary: '2 of 2 workloads can reach this' };
    expect(withResult([a, b], key, result)).toEqual([{ ...a, result }, b]);
  });

  it('takes over results of their kind only', () => {
    const explained = sampleExplanation();
    const changed = { ...sampleOutline, summary: 'allowed' };
    const [answer] = withResult([explained], questionKey(explained.question), changed);
    expect(answer?.result.summary).toBe('allowed');
    expect(withResult([explained], questionKey(explained.question), a.result)).toEqual([explained]);
    expect(withResult([a], key, changed)).toEqual([a]);
  });

  it('keeps what was known about a target that is gone, and takes it up again when it is back', () => {
    const gone = withResult([a], key, null);
    expect(gone).toEqual([{ ...a, gone: true }]);
    expect(withResult(gone, key, a.result)).toEqual([a]);
  });
});
