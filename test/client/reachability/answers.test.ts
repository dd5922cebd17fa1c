import { describe, expect, it } from 'vitest';
import {
  MAX_ANSWERS,
  answerTo,
  withAnswer,
  withResult,
  withoutAnswer,
} from '../../../client/src/reachability/answers';
import { questionKey } from '../../../client/src/reachability/question';
import { sampleAnswer, sampleResult } from './sample-answer';

const titles = (answers: readonly ReturnType<typeof sampleAnswer>[]): readonly string[] =>
  answers.map(({ result }) => result.target.title);

describe('answerTo', () => {
  it('names the target, so that the question survives edits', () => {
    const asked = { direction: 'to', uri: 'file:///b.yaml', position: { line: 1, character: 1 } } as const;
    expect(answerTo(asked, sampleResult).question).toEqual({
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

  it('keeps what was known about a target that is gone, and takes it up again when it is back', () => {
    const gone = withResult([a], key, null);
    expect(gone).toEqual([{ ...a, gone: true }]);
    expect(withResult(gone, key, a.result)).toEqual([a]);
  });
});
