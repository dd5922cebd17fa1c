import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bulletList,
  escapeMarkdown,
  inlineCode,
  MARKDOWN,
  paragraphs,
} from '../../../server/src/features/markdown';

describe('escapeMarkdown', () => {
  it.each([
    ['plain words', 'plain words'],
    ['**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_'],
    ['[a](command:x)', '\\[a\\]\\(command\\:x\\)'],
    ['<b>&amp;</b>', '\\<b\\>\\&amp;\\</b\\>'],
    ['$(trash)', '\\$\\(trash\\)'],
    ['two\n\nlines', 'two lines'],
  ])('makes %j harmless', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('inlineCode', () => {
  it.each([
    ['app=web', '`app=web`'],
    ['a`b', '`` a`b ``'],
    ['`', '`` ` ``'],
    ['a``b', '``` a``b ```'],
    ['', '` `'],
    [' \n ', '` `'],
    ['two\nlines', '`two lines`'],
  ])('fences %j', (text, code) => {
    expect(inlineCode(text)).toBe(code);
  });

  it('has a fence that does not occur in what it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', ' ') }), (text) => {
        const code = inlineCode(text);
        const fence = /^`+/u.exec(code)?.[0] ?? '';
        const runs = code.slice(fence.length, -fence.length).match(/`+/gu) ?? [];
        expect(code.endsWith(fence)).toBe(true);
        expect(runs).not.toContain(fence);
      }),
    );
  });
});

describe('a Markdown text', () => {
  it('is put together from what there is', () => {
    expect(paragraphs('one', undefined, '', 'two')).toBe('one\n\ntwo');
    expect(bulletList(['a', 'b'])).toBe('- a\n- b');
    expect(bulletList([])).toBe('');
  });

  it('shows names as code and verdicts in bold', () => {
    expect(MARKDOWN('app=web', 'name')).toBe('`app=web`');
    expect(MARKDOWN('denied', 'denied')).toBe('**denied**');
    expect(MARKDOWN('a_b.yaml', 'place')).toBe('a\\_b\\.yaml');
  });
});
