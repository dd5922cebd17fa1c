import { describe, expect, it } from 'vitest';
import { decideSchemaSetting } from '../../client/src/schema-setting';

const ALL = { findings: true, fields: true };
const NONE = { findings: false, fields: false };

describe('podreach.schema.validate', () => {
  it.each([{ schema: { validate: 'auto' } }, { schema: {} }, {}])('of %j is decided', (section) => {
    const decided = (findings: boolean, fields: boolean) =>
      decideSchemaSetting(section, { findings, fields });
    expect(decided(true, true)).toEqual({ schema: { validate: 'off' } });
    expect(decided(true, false)).toEqual({ schema: { validate: 'fields' } });
    expect(decided(false, true)).toEqual({ schema: { validate: 'findings' } });
    expect(decided(false, false)).toEqual({ schema: { validate: 'on' } });
  });

  it.each(['on', 'findings', 'fields', 'off', 'loud'])('stays %s when somebody said so', (validate) => {
    const section = { schema: { validate } };
    expect(decideSchemaSetting(section, ALL)).toBe(section);
    expect(decideSchemaSetting(section, NONE)).toBe(section);
  });

  it('leaves the other settings alone', () => {
    expect(decideSchemaSetting({ namespace: 'shop' }, ALL)).toMatchObject({ namespace: 'shop' });
  });

  it.each([null, undefined, 7])('is not looked for in %j', (section) => {
    expect(decideSchemaSetting(section, ALL)).toBe(section);
  });
});
