import { describe, expect, it } from 'vitest';
import { diagnosticText, jsonDiagnostic, summaryText } from '../../../server/src/cli/diagnostics';
import { PLAIN } from '../../../server/src/wording/style';
import { about } from './marked-diagnostic';

describe('diagnosticText', () => {
  it('puts carets under the fault', () => {
    expect(diagnosticText(about('kind: Pod\nspec:\n  «nodeNmae»: a\n'), PLAIN)).toBe(
      ['a.yaml:3:3: warning Something is odd [some-rule]', '  3 |   nodeNmae: a', '    |   ^^^^^^^^'].join(
        '\n',
      ),
    );
  });

  it.each([
    ['a fault of several lines, under its first', 'a: «b\nc: d»\n', '  1 | a: b', '    |    ^'],
    ['an empty range, at its place', 'a:«»\n', '  1 | a:', '    |   ^'],
    ['tabs, as wide as the terminal draws them', 'a:\t\t«b»\n', '  1 | a:\t\tb', '    |   \t\t^'],
    ['a line that ends in CRLF', 'a: «b»\r\nc: d\r\n', '  1 | a: b', '    |    ^'],
    ['the last line, not ended', 'a: «b»', '  1 | a: b', '    |    ^'],
  ])('shows %s', (_, marked, line, carets) => {
    expect(diagnosticText(about(marked), PLAIN).split('\n').slice(1)).toEqual([line, carets]);
  });

  it.each([
    ['from the left', `a: «b»${' x'.repeat(300)}\n`, `  1 | a: b${' x'.repeat(98)}…`, '    |    ^'],
    [
      'from both sides',
      `${'x '.repeat(300)}«b»${' x'.repeat(300)}`,
      /^ {2}1 \| …(?:x ){25}b(?: x){74} …$/u,
      /^ {4}\| {52}\^$/u,
    ],
    [
      'with as many carets as it shows signs',
      `a: «${'b'.repeat(1000)}»`,
      `  1 | a: ${'b'.repeat(197)}…`,
      `    |    ${'^'.repeat(197)}`,
    ],
  ])('shows a part of a long line, %s', (_, marked, line, carets) => {
    const [shown, below] = diagnosticText(about(marked), PLAIN).split('\n').slice(1);
    expect(shown).toMatch(line);
    expect(below).toMatch(carets);
  });

  it('lists the fixes', () => {
    const fixes = [{ title: 'Remove it', edits: [] }];
    expect(diagnosticText(about('«a»: b', { fixes }), PLAIN).split('\n').at(-1)).toBe('  Fix: Remove it');
  });

  it('leaves marks to the style', () => {
    const text = diagnosticText(
      about('«a»: b', { severity: 'error' }),
      (part, emphasis) => `<${emphasis}:${part}>`,
    );
    expect(text).toContain('<place:a.yaml:1:1>: <denied:error>');
  });
});

describe('jsonDiagnostic', () => {
  it('counts lines and characters from 0, characters in UTF-16 units', () => {
    expect(jsonDiagnostic(about('kind: Pod\nx: 😀«y»\n')).range).toEqual({
      start: { line: 1, character: 5 },
      end: { line: 1, character: 6 },
    });
  });

  it('carries everything the rule said', () => {
    const said = {
      field: 'spec.podSelector',
      reason: 'Required',
      fixes: [{ title: 'Add it', edits: [] }],
    } as const;
    expect(jsonDiagnostic(about('«a»: b', said))).toEqual({
      file: 'a.yaml',
      document: 0,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
      severity: 'warning',
      code: 'some-rule',
      message: 'Something is odd',
      field: 'spec.podSelector',
      reason: 'Required',
      fixes: ['Add it'],
    });
  });

  it('finds the field of advice from its place', () => {
    expect(jsonDiagnostic(about('kind: Pod\nspec:\n  «nodeName»: a\n'))).toMatchObject({
      field: 'spec.nodeName',
      reason: null,
      fixes: [],
    });
    expect(jsonDiagnostic(about('«# nothing»\n'))).toMatchObject({ field: null });
  });
});

describe('summaryText', () => {
  it('counts by severity, gravest first', () => {
    const found = ['hint', 'warning', 'info', 'error', 'warning', 'info'] as const;
    expect(summaryText(found, 3)).toBe('1 error, 2 warnings, 2 info and 1 hint in 3 files');
    expect(summaryText([], 1)).toBe('Nothing to report in 1 file');
  });
});
