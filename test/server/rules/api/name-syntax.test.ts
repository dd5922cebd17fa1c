import { describe, expect, test } from 'vitest';
import {
  byteLength,
  dnsLabelProblems,
  labelValueProblems,
  portNameProblems,
  qualifiedNameProblems,
  subdomainProblems,
} from '../../../../server/src/rules/api/name-syntax';

const a = (length: number): string => 'a'.repeat(length);

describe.each([
  {
    problemsOf: subdomainProblems,
    good: ['a', 'web.v1', 'a-b.c-9', '9', a(253)],
    bad: ['', 'A', '-a', 'a-', 'a..b', '.a', 'a.', 'a_b', 'a b', 'ä', 'a\n', a(254)],
  },
  { problemsOf: dnsLabelProblems, good: ['a', 'a-9', a(63)], bad: ['', 'a.b', 'A', 'a-', 'a\n', a(64)] },
  {
    problemsOf: qualifiedNameProblems,
    good: ['a', 'A.b_c-9', 'example.com/a', 'kubernetes.io/metadata.name', a(63), `${a(253)}/${a(63)}`],
    bad: ['', '/a', 'a/', 'a/b/c', 'Example.com/a', '_a', 'a.', 'a b', `${a(254)}/a`, a(64), 'a\n'],
  },
  {
    problemsOf: labelValueProblems,
    good: ['', 'a', 'A.b_c-9', '1.10', a(63)],
    bad: ['-a', 'a-', 'a b', 'a/b', 'ü', a(64), 'a\n'],
  },
  {
    problemsOf: portNameProblems,
    good: ['http', '8a', 'a-b', '0x50', a(15)],
    bad: ['', '80', 'Http', '-a', 'a-', 'a--b', 'a_b', a(16), 'a\n', 'http '],
  },
])('$problemsOf.name', ({ problemsOf, good, bad }) => {
  test.each(good)('accepts %j', (name) => {
    expect(problemsOf(name)).toEqual([]);
  });

  test.each(bad)('rejects %j', (name) => {
    expect(problemsOf(name)).not.toEqual([]);
  });
});

test.each([
  ['', 0],
  ['abc', 3],
  ['ä', 2],
  ['€', 3],
  ['🐳', 4],
])('%j takes %i bytes', (text, bytes) => {
  expect(byteLength(text)).toBe(bytes);
  expect(Buffer.byteLength(text)).toBe(bytes);
});
