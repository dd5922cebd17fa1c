import { describe, expect, it } from 'vitest';
import { readSettings } from '../../server/src/lsp/settings';
import { manifest } from './manifest';

/** Read by the client library under the id of the client. */
const LIBRARY_SETTINGS = ['podreach.trace.server'];

const properties: Readonly<Record<string, Setting>> = manifest.contributes.configuration.properties;
const serverSettings = Object.entries(properties).filter(([key]) => !LIBRARY_SETTINGS.includes(key));

interface Setting {
  readonly scope: string;
  readonly order: number;
  readonly default: unknown;
  readonly type: string;
}

/** The section as the server receives it when every setting has this value. */
function section(value: (setting: Setting) => unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    serverSettings.map(([key, setting]) => [key.replace(/^podreach\./u, ''), value(setting)]),
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
    const { settings, problems } = readSettings(section((setting) => setting.default));
    expect(problems).toEqual([]);
    expect(settings).toEqual(readSettings({}).settings);
  });

  it('are all read by the server, which objects to values of another type', () => {
    const { problems } = readSettings(section(({ type }) => (type === 'string' ? 7 : 'x')));
    const named = problems.map((problem) => /podreach\.[\w.]+/u.exec(problem)?.[0]);
    expect(named.toSorted()).toEqual(serverSettings.map(([key]) => key).toSorted());
  });

  it('are contributed if the server reads them', () => {
    const groups = serverSettings.map(([key]) => key.replace(/^podreach\./u, ''));
    const parents = groups.map((key) => key.split('.')[0]);
    expect([...groups, ...parents]).toEqual(expect.arrayContaining([...keysRead()]));
  });

  it('may differ from folder to folder', () => {
    expect(serverSettings.map(([, { scope }]) => scope)).toEqual(serverSettings.map(() => 'resource'));
  });

  it('are few, and stand in a fixed order', () => {
    const orders = Object.values(properties).map(({ order }) => order);
    expect(orders).toEqual(orders.map((_, index) => index + 1));
    expect(orders.length).toBeLessThanOrEqual(12);
  });
});
