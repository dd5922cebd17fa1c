/**
 * Fixtures of the rules: YAML with the expected findings drawn under the lines.
 *
 *     - podSelector: {}
 *     # ^^^^^^^^^^^ warning rule-id: part of the message
 *
 * A `#` right before the carets counts as one of them, so that the first column can be marked. Information and hints of
 * rules other than the one that the fixture is about need not be drawn. A fixture may begin with `# kubernetes: 1.30`,
 * `# engine: cilium`, `# nodes: 10.0.0.0/8`, `# inventory: complete` and `# rule: rule-id=hint`, a line each. Beside `name.yaml`, `name.after-x.yaml` holds the text after the fix whose title its
 * first line names.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  checkFile,
  type CheckSettings,
  type Diagnostic,
  type RuleLevel,
} from '../../../server/src/rules/check';
import { isEngine } from '../../../server/src/rules/engines';
import type { Fix } from '../../../server/src/rules/rule';
import { createWorkspace } from '../../../server/src/workspace/workspace';

const FIXTURES = join(import.meta.dirname, '../../fixtures/rules');

const MARK = /^(?<before>\s*)#(?<gap> *)(?<carets>\^+) +(?<what>.+)$/u;

export interface Fixture {
  readonly text: string;
  /** `LINE:FROM-TO severity id: part`, sorted as the findings are. */
  readonly expected: readonly Expectation[];
  readonly settings: CheckSettings;
}

interface Expectation {
  readonly place: string;
  readonly severity: string;
  readonly code: string;
  readonly part: string;
}

/** Takes the drawings out of a fixture. */
export function readFixture(source: string): Fixture {
  const lines: string[] = [];
  const expected: Expectation[] = [];
  for (const line of source.split('\n')) {
    const { before = '', gap = '', carets = '', what = '' } = MARK.exec(line)?.groups ?? {};
    if (carets === '') {
      lines.push(line);
      continue;
    }
    const start = before.length + (gap === '' ? 0 : 1 + gap.length);
    const length = carets.length + (gap === '' ? 1 : 0);
    expected.push({ place: `${lines.length - 1}:${start}-${start + length}`, ...readWhat(what) });
  }
  return {
    text: lines.join('\n'),
    expected,
    settings: readFixtureSettings(source),
  };
}

function readFixtureSettings(source: string): CheckSettings {
  const version = /^# kubernetes: (\S+)/mu.exec(source)?.[1];
  const engine = /^# engine: (\S+)/mu.exec(source)?.[1];
  if (engine !== undefined && !isEngine(engine)) throw new Error(`no engine ${engine}`);
  const nodes = /^# nodes: (\S+)/mu.exec(source)?.[1];
  const [, id, level] = /^# rule: ([\w-]+)=(error|warning|info|hint|off)$/mu.exec(source) ?? [];
  return {
    ...(version !== undefined && { kubernetesVersion: version }),
    ...(engine && { engine }),
    ...(nodes !== undefined && { nodeCIDRs: [nodes] }),
    ...(/^# inventory: complete$/mu.test(source) && { inventoryComplete: true }),
    ...(id !== undefined && isLevel(level) && { rules: { [id]: level } }),
  };
}

function isLevel(level: string | undefined): level is RuleLevel {
  return level !== undefined;
}

/** What a reader of a fixture has to be told: the remarks of other rules are beside its point. */
function isAbout(rule: string, expected: readonly Expectation[]): (diagnostic: Diagnostic) => boolean {
  const drawnIds = new Set([rule, ...expected.map(({ code }) => code)]);
  return ({ code, severity }) => severity === 'error' || severity === 'warning' || drawnIds.has(code);
}

function readWhat(what: string): Omit<Expectation, 'place'> {
  const {
    severity = '',
    code = '',
    part = '',
  } = /^(?<severity>\w+) (?<code>[\w-]+)(?:: (?<part>.*))?$/u.exec(what.trim())?.groups ?? {};
  return { severity, code, part };
}

/** All findings in a text that is a workspace of its own. Failures of rules are failures of the test. */
export function check(
  text: string,
  settings: CheckSettings = {},
  name = 'fixture.yaml',
): readonly Diagnostic[] {
  const workspace = createWorkspace();
  workspace.set(name, text);
  const snapshot = workspace.snapshot();
  const file = snapshot.files.get(name);
  if (file === undefined) throw new Error('the workspace lost the file');
  return checkFile(snapshot, file, {
    ...settings,
    onFailure: (rule, error) => {
      throw new Error(`rule ${rule} failed`, { cause: error });
    },
  });
}

/** Checks a fixture of a rule with both kinds of line ends. */
export function checkFixture(source: string, rule: string): void {
  const { text, expected, settings } = readFixture(source);
  for (const written of [text, text.replaceAll('\n', '\r\n')]) {
    const found = check(written, settings).filter(isAbout(rule, expected));
    expect(found.map((diagnostic) => drawn(written, diagnostic))).toEqual(
      sorted(expected).map(({ place, severity, code }) => `${place} ${severity} ${code}`),
    );
    for (const [index, { part }] of sorted(expected).entries()) {
      expect(found[index]?.message).toContain(part);
    }
  }
}

function sorted(expected: readonly Expectation[]): readonly Expectation[] {
  const key = ({ place, code }: Expectation): string =>
    `${place.replace(/\d+/gu, (digits) => digits.padStart(6, '0'))} ${code}`;
  return expected.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function drawn(text: string, { range, severity, code }: Diagnostic): string {
  const start = position(text, range.start);
  const end = position(text, range.end);
  const until = start.line === end.line ? `${end.column}` : `${end.line}:${end.column}`;
  return `${start.line}:${start.column}-${until} ${severity} ${code}`;
}

function position(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}

/** The text after a fix. */
export function applyFix(text: string, { edits }: Fix): string {
  return edits
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce(
      (result, { range, newText }) => result.slice(0, range.start) + newText + result.slice(range.end),
      text,
    );
}

/** What is the same of a finding before and after an edit elsewhere. */
export function essence({ code, message }: Diagnostic): string {
  return `${code}: ${message}`;
}

export interface FixtureFile {
  readonly rule: string;
  readonly name: string;
  readonly source: string;
  readonly after: readonly { readonly title: string; readonly text: string }[];
}

/** All fixtures, folder by folder; a folder is named for the rule it is about. */
export function allFixtures(): readonly FixtureFile[] {
  const folders = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name: rule }) => {
    const files = readdirSync(join(FIXTURES, rule)).filter((file) => file.endsWith('.yaml'));
    const read = (file: string): string => readFileSync(join(FIXTURES, rule, file), 'utf8');
    return files
      .filter((file) => !file.includes('.after'))
      .map((file) => {
        const stem = file.replace(/yaml$/u, '');
        const after = files
          .filter((other) => other.startsWith(`${stem}after`))
          .map((other) => readAfter(read(other)));
        return { rule, name: file, source: read(file), after };
      });
  });
}

function readAfter(source: string): { readonly title: string; readonly text: string } {
  const end = source.indexOf('\n');
  return { title: source.slice(0, end).replace(/^# /u, ''), text: source.slice(end + 1) };
}
