import { describe, expect, it } from 'vitest';
import { readSettings } from '../../server/src/lsp/settings';
import { RULES } from '../../server/src/rules/registry';
import { manifest } from './manifest';

const properties: Readonly<Record<string, Setting>> = manifest.contributes.configuration.properties;
const settings = Object.entries(properties);

interface Setting {
  readonly scope: string;
  readonly order: number;
  readonly default: unknown;
  readonly type: string;
}

/** The section as the server receives it when every setting has this value. */
function section(value: (setting: Setting) => unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    settings.map(([key, setting]) => [key.replace(/^podreach\./u, ''), value(setting)]),
  );
}

/** The keys the server looks for. */
function keysRead(): readonly string[] {
  const keys: string[] = [];
  readSettings(
    new Proxy(
      {},
      {
        get: (_, key) => {
          keys.push(String(key));
          return undefined;
        },
      },
    ),
  );
  return keys;
}

describe('settings', () => {
  it('have the defaults the server assumes', () => {
    const reading = readSettings(section((setting) => setting.default));
    expect(reading.problems).toEqual([]);
    expect(reading.settings).toEqual(readSettings({}).settings);
  });

  it('are all read by the server, which objects to values of another type', () => {
    const { problems } = readSettings(section(({ type }) => (type === 'string' ? 7 : 'x')));
    const named = problems.map((problem) => /podreach\.[\w.]+/u.exec(problem)?.[0]);
    expect(named.toSorted()).toEqual(settings.map(([key]) => key).toSorted());
  });

  it('are contributed if the server reads them', () => {
    const groups = settings.map(([key]) => key.replace(/^podreach\./u, ''));
    const parents = groups.map((key) => key.split('.')[0]);
    expect([...groups, ...parents]).toEqual(expect.arrayContaining([...keysRead()]));
  });

  it('may differ from folder to folder', () => {
    expect(settings.map(([, { scope }]) => scope)).toEqual(settings.map(() => 'resource'));
  });

  it('are few, and stand in a fixed order', () => {
    const orders = Object.values(properties).map(({ order }) => order);
    expect(orders).toEqual(orders.map((_, index) => index + 1));
    expect(orders.length).toBeLessThanOrEqual(12);
  });
});

describe('podreach.rules', () => {
  const { propertyNames } = manifest.contributes.configuration.properties['podreach.rules'];

  it('completes and explains every rule: otherwise commit what `npm run build` writes', () => {
    expect(propertyNames).toEqual({
      enum: RULES.map(({ id }) => id),
      enumDescriptions: RULES.map(({ documentation }) => documentation.title),
    });
  });
});
