import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { mark } from './marked-text';

function problemsOf(text: string): readonly (readonly [string, string])[] {
  return readManifestFile('a.yaml', text).documents.flatMap(({ problems }) =>
    problems.map(({ range, message }) => [mark(text, range), message] as const),
  );
}

/** All of these, the YAML library reads; kubectl 1.37 does not, or reads something else. */
describe('text between brackets that kubectl refuses', () => {
  test.each([
    ['a: {«b»:{}}', 'A blank is missing behind the colon of b.'],
    ['a: {«b»:[c]}', 'A blank is missing behind the colon of b.'],
    ['a: {b: {«c»:{}}}', 'A blank is missing behind the colon of c.'],
    ['a: {b: «::/0»}', 'Between brackets, text without quotes cannot begin with a colon. Write "::/0".'],
    ['a: [«::1/128»]', 'Between brackets, text without quotes cannot begin with a colon. Write "::1/128".'],
    ['a: {«:b»: c}', 'Between brackets, text without quotes cannot begin with a colon. Write ":b".'],
    ['a: {b: «c?»}', 'Between brackets, text without quotes cannot contain a question mark. Write "c?".'],
    ['a: [b, «c?d»]', 'Between brackets, text without quotes cannot contain a question mark. Write "c?d".'],
  ])('%s', (marked, message) => {
    expect(problemsOf(marked.replaceAll(/[«»]/gu, ''))).toEqual([[marked, message]]);
  });

  test('takes no key that is longer than kubectl looks for its colon', () => {
    const problems = ['b'.repeat(1023), 'b'.repeat(1024)].map((key) => problemsOf(`a: {${key}: c}`).length);
    expect(problems).toEqual([0, 1]);
  });

  test('shows the beginning of a long text', () => {
    const [[, message] = []] = problemsOf(`a: [:${'b'.repeat(100)}]`);
    expect(message).toContain(`":${'b'.repeat(38)}…"`);
  });
});

describe('text between brackets that kubectl reads, too', () => {
  test.each([
    '{"a":{"b":["c"]}}',
    'a: {b: {}, c: []}',
    'a: {"b":c}',
    'a: {b, c}',
    'a: {? b : c}',
    'a: [b: c]',
    'a: {b: 2001:db8::/32}',
    'a: {b: "::/0", c: "d?"}',
    'a: ::/0',
    'a: b?',
    'a:\n- ::1/128\n',
  ])('%s', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});
