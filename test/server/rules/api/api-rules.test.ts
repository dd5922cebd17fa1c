/**
 * The numbered rules of the API server's validation, each with a manifest that is accepted and one that is rejected:
 * `test/fixtures/api-rules/NN.yaml` is the rule with that number.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, checkFixture, readFixture } from '../fixture';

const FOLDER = join(import.meta.dirname, '../../../fixtures/api-rules');

/** So many rules there are. */
const RULES = 35;

/** An empty namespace: the server fills it in before it validates. */
const NEVER_BROKEN = 5;

const FORM =
  /^# Rule (?<number>\d+): .+\.\n# accepted\n(?<accepted>[^]+)# rejected: (?<errors>.+)\n(?<rejected>[^]+)$/u;

interface ApiRule {
  readonly number: number;
  readonly accepted: string;
  readonly rejected: string;
  /** `FIELD REASON` of each error, separated by commas. */
  readonly errors: string;
}

function readRule(name: string): ApiRule {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const { number = '', accepted = '', rejected = '', errors = '' } = FORM.exec(text)?.groups ?? {};
  return { number: Number(number), accepted: expanded(accepted), rejected: expanded(rejected), errors };
}

/** `x{64}` is a letter 64 times. */
function expanded(text: string): string {
  return text.replaceAll(/x\{(\d+)\}/gu, (_match, times: string) => 'x'.repeat(Number(times)));
}

const rules = readdirSync(FOLDER).map(readRule);

test('each rule has its manifests', () => {
  const all = Array.from({ length: RULES }, (_, index) => index + 1);
  expect(rules.map(({ number }) => number)).toEqual(all.filter((number) => number !== NEVER_BROKEN));
});

describe.each(rules)('rule $number', ({ accepted, rejected, errors }) => {
  test('accepts a manifest', () => {
    expect(verdict(accepted)).toBe('');
    expect(readFixture(accepted).expected).toEqual([]);
  });

  test(`rejects another: ${errors}`, () => {
    expect(errors).not.toBe('');
    expect(verdict(rejected)).toBe(errors);
  });

  test('is drawn under the place at fault', () => {
    expect(readFixture(rejected).expected.length).toBeGreaterThan(0);
    checkFixture(rejected, 'of the API');
  });
});

function verdict(source: string): string {
  const faults = check(readFixture(source).text).filter(({ reason }) => reason !== undefined);
  return [...new Set(faults.map(({ field, reason }) => `${field} ${reason}`))].toSorted().join(', ');
}
