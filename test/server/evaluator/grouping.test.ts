import { expect, test } from 'vitest';
import { Grouping } from '../../../server/src/evaluator/grouping';

test('the same list has the same group, every other one another', () => {
  const [a, b] = [{}, {}];
  const grouping = new Grouping<object, { readonly made: number }>();
  let made = 0;
  const groupOf = (list: readonly object[], more = '') =>
    grouping.groupOf(list, more, () => ({ made: made++ }));
  const lists = [[], [a], [b], [a, b], [b, a], [a, a]];
  const groups = lists.map((list) => groupOf(list));
  expect(new Set(groups).size).toBe(lists.length);
  expect(lists.map((list) => groupOf([...list]))).toEqual(groups);
  expect(groupOf([a], 'with port names')).not.toBe(groupOf([a]));
  expect(made).toBe(lists.length + 1);
});
