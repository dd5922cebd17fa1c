import { describe, expect, test } from 'vitest';
import type { CheckSettings } from '../../../server/src/rules/check';
import { DEFAULT_ENGINE, ENGINES, isEngine } from '../../../server/src/rules/engines';
import { RULES } from '../../../server/src/rules/registry';
import { eachNth, oneOf } from '../../thoroughness';
import { allFixtures, check, readFixture } from './fixture';

const forEngines = RULES.filter(({ engines }) => engines?.includes(DEFAULT_ENGINE) === false);
const fixtures = allFixtures();

function withoutEngine(settings: CheckSettings): CheckSettings {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key !== 'engine'));
}

test('the API itself is the default, and stands first', () => {
  expect(ENGINES[0]).toBe(DEFAULT_ENGINE);
  expect(new Set(ENGINES).size).toBe(ENGINES.length);
});

test('names are those of the list alone', () => {
  expect(ENGINES.filter(isEngine)).toEqual(ENGINES);
  for (const name of ['Cilium', '', 'toString', undefined, 7]) expect(isEngine(name)).toBe(false);
});

describe.each(forEngines)('rule $id', ({ id, engines = [] }) => {
  const own = fixtures.filter(({ rule }) => rule === id).map(({ source }) => readFixture(source));

  test('is silent where no engine is set, and where it is one that does as the API says', () => {
    for (const { text, settings } of own) {
      const others = withoutEngine(settings);
      for (const given of [
        others,
        { ...others, engine: DEFAULT_ENGINE },
        { ...others, engine: 'antrea' as const },
      ]) {
        expect(check(text, given).filter(({ code }) => code === id)).toEqual([]);
      }
    }
  });

  test('has a fixture for one of its engines', () => {
    const shown = own.flatMap(({ settings, expected }) =>
      expected.length > 0 ? (settings.engine ?? []) : [],
    );
    expect(engines.filter((engine) => shown.includes(engine))).not.toEqual([]);
  });
});

test.each(ENGINES)('no rule fails for %s', (engine) => {
  const turn = ENGINES.indexOf(engine);
  for (const { source } of eachNth(fixtures, oneOf(8), turn)) {
    const { text, settings } = readFixture(source);
    check(text, { ...settings, engine });
  }
});
