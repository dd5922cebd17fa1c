import { describe, expect, test } from 'vitest';
import {
  controlCharacterProblem,
  dropByteOrderMark,
  readableText,
} from '../../../server/src/manifests/source-text';

describe('dropByteOrderMark', () => {
  test('takes the mark away at the start and nowhere else', () => {
    expect(dropByteOrderMark('\uFEFFkind: Pod')).toBe('kind: Pod');
    expect(dropByteOrderMark('kind: Pod\uFEFF')).toBe('kind: Pod\uFEFF');
    expect(dropByteOrderMark('')).toBe('');
  });
});

describe('readableText', () => {
  test('ends lines at lone carriage returns and leaves the others', () => {
    expect(readableText('a: 1\rb: 2\r\nc: 3\n\r')).toBe('a: 1\nb: 2\r\nc: 3\n\n');
  });

  test('ends lines where YAML 1.1 does', () => {
    expect(readableText('a: b\u0085c: "d\u0085"')).toBe('a: b\nc: "d\n"');
    expect(readableText('a: b\u2028c: d\u2029')).toBe('a: b\nc: d\n');
  });

  test('leaves old line ends alone in quotes, and in JSON', () => {
    expect(readableText('a: "b\u2028"\nc: \'\u2029\'')).toBe('a: "b\u2028"\nc: \'\u2029\'');
    expect(readableText('{"a": "b\u0085\u2028"}')).toBe('{"a": "b\u0085\u2028"}');
  });

  test.each(['', 'a: \0b', '\x02\x18\x1f', 'é😀\uD800', 'a\rb\r\r\n'])('keeps every offset of %j', (text) => {
    expect(readableText(text)).toHaveLength(text.length);
  });
});

describe('controlCharacterProblem', () => {
  test('names the first character that kubectl refuses', () => {
    expect(controlCharacterProblem('a: x\0\0')).toEqual({
      range: { start: 4, end: 5 },
      message: 'The control character U+0000 is not allowed in YAML. Delete it.',
    });
    expect(controlCharacterProblem('a: \x7F')?.message).toContain('U+007F');
    expect(controlCharacterProblem('a: \uFFFE')?.message).toContain('U+FFFE');
  });

  test.each(['a:\tb', 'a: b\r\n', 'a: \u0085', 'a: \u00A0é😀'])('accepts %j', (text) => {
    expect(controlCharacterProblem(text)).toBeUndefined();
  });
});
