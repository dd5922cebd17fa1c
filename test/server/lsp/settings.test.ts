import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, readSettings } from '../../../server/src/lsp/settings';

describe('readSettings', () => {
  it.each([undefined, null, 'text', 7, [], {}])('takes all defaults from %j', (raw) => {
    expect(readSettings(raw)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  });

  it('reads every setting', () => {
    const raw = {
      rules: { 'peer-or-instead-of-and': 'off' },
      namespace: 'shop',
      cluster: { roots: ['stages/*'], complete: true, nodeCIDRs: ['10.240.0.0/16'] },
      engine: 'cilium',
      kubernetesVersion: '1.30',
      codeLens: { enabled: false },
      inlayHints: 'all',
      schema: { validate: 'off' },
      limits: { fileSize: 10, files: 20 },
    };
    expect(readSettings(raw)).toEqual({
      settings: {
        rules: { 'peer-or-instead-of-and': 'off' },
        namespace: 'shop',
        clusterRoots: ['stages/*'],
        engine: 'cilium',
        kubernetesVersion: '1.30',
        isClusterComplete: true,
        nodeCIDRs: ['10.240.0.0/16'],
        codeLens: false,
        inlayHints: 'all',
        checksSchema: false,
        offersFields: false,
        maxFileSize: 10,
        maxFiles: 20,
      },
      problems: [],
    });
  });

  it('reads settings whose keys kept their dots', () => {
    const { settings } = readSettings({ 'codeLens.enabled': false, 'limits.files': 5 });
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, codeLens: false, maxFiles: 5 });
  });

  it('takes null for a setting as the default, as clients send what nobody set', () => {
    expect(readSettings({ namespace: null, rules: null, cluster: null })).toEqual({
      settings: DEFAULT_SETTINGS,
      problems: [],
    });
  });

  it.each([
    [{ namespace: 'Not A Name' }, 'Setting podreach.namespace must be the name of a namespace'],
    [{ namespace: 7 }, 'Setting podreach.namespace must be the name of a namespace'],
    [{ cluster: { roots: 'stages' } }, 'Setting podreach.cluster.roots must be a list of globs'],
    [{ cluster: { roots: [1] } }, 'Setting podreach.cluster.roots must be a list of globs'],
    [{ cluster: { complete: 'yes' } }, 'Setting podreach.cluster.complete must be true or false'],
    [
      { cluster: { nodeCIDRs: ['10.240.0.0'] } },
      'Setting podreach.cluster.nodeCIDRs must be a list of CIDRs',
    ],
    [{ codeLens: { enabled: 'yes' } }, 'Setting podreach.codeLens.enabled must be true or false'],
    [{ engine: 'toString' }, 'Setting podreach.engine must be one of kubernetes, antrea, '],
    [{ kubernetesVersion: '2' }, 'Setting podreach.kubernetesVersion must be newest or 1.NN'],
    [{ kubernetesVersion: 1.3 }, 'Setting podreach.kubernetesVersion must be newest or 1.NN'],
    [{ inlayHints: 'counts' }, 'Setting podreach.inlayHints must be one of off, peers, all'],
    [{ schema: { validate: false } }, 'Setting podreach.schema.validate must be one of auto, on, findings, '],
    [{ limits: { fileSize: -1 } }, 'Setting podreach.limits.fileSize must be a positive number'],
    [{ limits: { files: Number.NaN } }, 'Setting podreach.limits.files must be a positive number'],
    [{ rules: ['off'] }, 'Setting podreach.rules must be an object'],
  ])('falls back to the default and says so for %j', (raw, problem) => {
    const { settings, problems } = readSettings(raw);
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['on', { checksSchema: true, offersFields: true }],
    ['findings', { checksSchema: true, offersFields: false }],
    ['fields', { checksSchema: false, offersFields: true }],
  ])('takes %s for what a schema says', (validate, expected) => {
    expect(readSettings({ schema: { validate } }).settings).toMatchObject(expected);
  });

  it('keeps the good levels beside a bad one', () => {
    const { settings, problems } = readSettings({ rules: { one: 'loud', two: 'error' } });
    expect(settings.rules).toEqual({ two: 'error' });
    expect(problems).toEqual([
      'Setting podreach.rules: level of one must be one of off, hint, info, warning, error',
    ]);
  });
});
