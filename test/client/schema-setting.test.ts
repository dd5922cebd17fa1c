import { describe, expect, it } from 'vitest';
import { decideSchemaSetting } from '../../client/src/schema-setting';

describe('podreach.schema.validate', () => {
  it.each([{ schema: { validate: 'auto' } }, { schema: {} }, {}])('of %j is decided', (section) => {
    expect(decideSchemaSetting(section, true)).toEqual({ schema: { validate: 'off' } });
    expect(decideSchemaSetting(section, false)).toEqual({ schema: { validate: 'on' } });
  });

  it.each(['on', 'off', 'loud'])('stays %s when somebody said so', (validate) => {
    const section = { schema: { validate } };
    expect(decideSchemaSetting(section, true)).toBe(section);
    expect(decideSchemaSetting(section, false)).toBe(section);
  });

  it('leaves the other settings alone', () => {
    expect(decideSchemaSetting({ namespace: 'shop' }, true)).toMatchObject({ namespace: 'shop' });
  });

  it.each([null, undefined, 7])('is not looked for in %j', (section) => {
    expect(decideSchemaSetting(section, true)).toBe(section);
  });
});
