import { describe, expect, test } from 'vitest';
import { RULES } from '../../../server/src/rules/registry';
import { allFixtures, applyFix, check, checkFixture, essence, readFixture } from './fixture';

const fixtures = allFixtures();

describe.each(fixtures)('$rule/$name', ({ rule, source, after }) => {
  test('has the findings drawn in it', () => {
    checkFixture(source, rule);
  });

  test.each(after)('becomes tidy after "$title"', ({ title, text: expected }) => {
    const { text, settings } = readFixture(source);
    const fixes = check(text, settings).flatMap(({ fixes: offered = [] }) => offered);
    const fix = fixes.find((candidate) => candidate.title.startsWith(title));
    expect(fixes.map((candidate) => candidate.title)).toContainEqual(
      expect.stringMatching(title.slice(0, 10)),
    );
    expect(fix && applyFix(text, fix)).toBe(expected);
  });

  test.each(['\n', '\r\n'])('is free of a finding after each of its fixes, line ends %j', (lineEnd) => {
    const { text: unix, settings } = readFixture(source);
    const text = unix.replaceAll('\n', lineEnd);
    const before = check(text, settings);
    for (const diagnostic of before) {
      for (const fix of diagnostic.fixes ?? []) {
        const fixed = applyFix(text, fix);
        const rest = check(fixed, settings);
        const label = `${fix.title}\n${fixed}`;
        expect(rest.filter(({ code }) => code === diagnostic.code).length, label).toBeLessThan(
          before.filter(({ code }) => code === diagnostic.code).length,
        );
        const known = new Set(before.map(essence));
        expect(
          rest.map(essence).filter((found) => !known.has(found)),
          label,
        ).toEqual([]);
        expect(fixed.replaceAll('\r\n', '').includes('\r'), label).toBe(false);
        if (lineEnd === '\r\n') expect(fixed.replaceAll('\r\n', '').includes('\n'), label).toBe(false);
      }
    }
  });
});

describe.each(RULES.filter(({ check: judges }) => judges !== undefined))('rule $id', ({ id }) => {
  const own = fixtures.filter(({ rule }) => rule === id);
  const speaks = ({ source }: (typeof own)[number]): boolean =>
    readFixture(source).expected.some(({ code }) => code === id);

  test('has a fixture in which it speaks', () => {
    expect(own.filter(speaks).length).toBeGreaterThan(0);
  });

  test('has three fixtures in which it keeps quiet', () => {
    expect(own.filter((fixture) => !speaks(fixture)).length).toBeGreaterThanOrEqual(3);
  });
});
