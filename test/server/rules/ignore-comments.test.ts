import { expect, test } from 'vitest';
import { ignoredRules } from '../../../server/src/rules/ignore-comments';

function read(text: string): readonly string[] {
  return ignoredRules(text).map(
    ({ id, range, line }) => `${id}=${text.slice(range.start, range.end)}@${line ?? 'file'}`,
  );
}

test.each<[string, readonly string[]]>([
  ['a: 1\n# podreach-ignore rule-a: reason\nb: 2', ['rule-a=rule-a@2']],
  ['a: 1 # podreach-ignore rule-a', ['rule-a=rule-a@0']],
  ['# podreach-ignore-file rule-a, rule-b: reason, with comma', ['rule-a=rule-a@file', 'rule-b=rule-b@file']],
  ['# podreach-ignore rule-a\n\n# more\n  b: 2', ['rule-a=rule-a@3']],
  ['# podreach-ignore rule-a', ['rule-a=rule-a@0']],
  ['x: "#podreach-ignore"', []],
  ['# podreach-ignored rule-a', []],
  ['# podreach-ignore', []],
  ['# podreach-ignore: reason', []],
  ['url: http://a#podreach-ignore rule-a', []],
])('%j', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('the comment is known as a whole', () => {
  const text = 'a: 1 # podreach-ignore rule-a: reason\r\nb: 2';
  expect(ignoredRules(text).map(({ comment }) => text.slice(comment.start, comment.end))).toEqual([
    '# podreach-ignore rule-a: reason',
  ]);
});
