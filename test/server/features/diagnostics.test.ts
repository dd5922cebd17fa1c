import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { readDiagnosticData } from '../../../server/src/features/diagnostic-data';
import { diagnostics, type DiagnosticOptions } from '../../../server/src/features/diagnostics';
import { cartPolicy, fixture, PODS } from './fixture';

function check(text: string, options: Partial<DiagnosticOptions> = {}) {
  const { view, file } = fixture(text);
  return { view, file, found: diagnostics(view, file, { version: 7, ...options }) };
}

/** The text as it is, with a line under each finding that shows where it is and what it says. */
function drawn(text: string): string {
  const { view, file, found } = check(text);
  return file.text
    .split(/\r?\n/u)
    .flatMap((line, number) => [line, ...marksUnder(number, found)])
    .filter((line, number, lines) => line.includes('^') || lines[number + 1]?.includes('^'))
    .join('\n')
    .concat(view.snapshot.files.size === 0 ? '?' : '');
}

function marksUnder(line: number, found: readonly Diagnostic[]): readonly string[] {
  return found
    .filter(({ range }) => range.start.line === line)
    .map(({ range, code = '', severity = 0 }) => {
      const length = range.end.character - range.start.character;
      return `${' '.repeat(range.start.character)}${'^'.repeat(Math.max(1, length))} ${SEVERITIES[severity] ?? '?'} ${code}`;
    });
}

const SEVERITIES = ['?', 'error', 'warning', 'info', 'hint'];

/** Any pod of the monitoring namespace, or any pod `probe` of the shop: OR where AND was meant. */
const TRAP = cartPolicy(`  ingress:
    - from:
        - namespaceSelector: {matchLabels: {team: ops}}
        - podSelector: {matchLabels: {app: probe}}`);

describe('diagnostics', () => {
  it('stand under the word at fault', () => {
    expect(drawn(TRAP + PODS)).toBe(`        - podSelector: {matchLabels: {app: probe}}
        ^^^^^^^^^^^^^ warning peer-or-instead-of-and`);
  });

  it('say who found them, which rule, and where its page is', () => {
    const [finding] = check(TRAP + PODS).found;
    expect(finding).toMatchObject({
      source: 'podreach',
      code: 'peer-or-instead-of-and',
      severity: DiagnosticSeverity.Warning,
    });
    expect(finding?.codeDescription?.href).toMatch(
      /^https:\/\/[^ ]+\/blob\/v\d+\.\d+\.\d+\/docs\/rules\/peer-or-instead-of-and\.md$/u,
    );
  });

  it('carry their fixes with the version they are for', () => {
    const { file, view, found } = check(TRAP + PODS);
    const data = found[0] && readDiagnosticData(found[0]);
    expect(data?.version).toBe(7);
    expect(data?.fixes.length).toBeGreaterThan(0);
    for (const { edits, title } of data?.fixes ?? []) {
      expect(title).toMatch(/^[A-Z]/u);
      for (const { range } of edits) {
        expect(view.positions.offset(file, range.start)).toBeLessThanOrEqual(file.text.length);
      }
    }
  });

  it('follow the levels of the settings', () => {
    expect(check(TRAP + PODS, { rules: { 'peer-or-instead-of-and': 'off' } }).found).toEqual([]);
    expect(check(TRAP + PODS, { rules: { 'peer-or-instead-of-and': 'hint' } }).found).toMatchObject([
      { severity: DiagnosticSeverity.Hint },
    ]);
  });

  it('are none for what is right', () => {
    expect(drawn(cartPolicy('  ingress: []') + PODS)).toBe('');
  });

  it('never span lines, and are never very long', () => {
    const long = `${'x'.repeat(500)}`;
    for (const spec of [`  ${long}: 1`, `  ingress:\n    from:\n      - a`, `  ingress: {\n    a: 1\n  }`]) {
      for (const { range } of check(cartPolicy(spec) + PODS).found) {
        expect(range.end.line).toBe(range.start.line);
        expect(range.end.character - range.start.character).toBeLessThanOrEqual(200);
      }
    }
  });

  it('name places in other files with their own positions, at most five', () => {
    for (const { relatedInformation } of check(TRAP + PODS).found) {
      expect(relatedInformation?.length ?? 0).toBeLessThanOrEqual(5);
    }
  });

  it('have tags only when a rule gives them', () => {
    for (const { tags } of check(TRAP + PODS).found) {
      expect(tags ?? [DiagnosticTag.Unnecessary]).not.toEqual([]);
    }
  });

  it.each([
    ['half-typed YAML', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec: {podSel\n'],
    ['tabs', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n\tpodSelector: {}\n'],
  ])('say where %s cannot be read', (_, text) => {
    const { found } = check(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ range }) => range.start.line > 0)).toBe(true);
  });

  it.each(['', '\n', '---\n---\n', '# only a comment\n', 'a: 1\n'])('are none for %j', (text) => {
    expect(check(text).found).toEqual([]);
  });

  it('stand at the same places in files with CRLF line ends', () => {
    const places = (text: string) => check(text).found.map(({ range, code }) => ({ range, code }));
    const [policy = ''] = TRAP.split('# file: pods.yaml');
    const text = policy.replace('# file: policy.yaml\n', '');
    expect(places(text.replace(/\n/gu, '\r\n'))).toEqual(places(text));
  });
});

it('says once what is wrong where an alias stands for the same object again', () => {
  const selector = 'matchLabels: {app: "web cart"}';
  const spec = `  ingress: [{from: [{podSelector: &s {${selector}}}, {podSelector: *s, namespaceSelector: {}}]}]`;
  const labels = check(cartPolicy(spec)).found.filter(({ code }) => code === 'invalid-label');
  expect(labels).toHaveLength(1);
});
