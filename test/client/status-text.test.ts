import { describe, expect, it } from 'vitest';
import type { ServerStatus } from '../../server/src/lsp/protocol';
import { statusText } from '../../client/src/status-text';
import { english } from './english';

const status: ServerStatus = { busy: false, workloads: 14, namespaces: 3, policies: 9, files: 12 };

describe('statusText', () => {
  it('says on what answers rest', () => {
    expect(statusText('running', status, english)).toEqual({
      text: '14 workloads, 3 namespaces, 9 policies from 12 files',
      busy: false,
      severity: 'information',
      action: 'show-model',
    });
  });

  it('counts one thing as one thing', () => {
    const one = { ...status, workloads: 1, namespaces: 1, policies: 1, files: 1 };
    expect(statusText('running', one, english).text).toBe('1 workload, 1 namespace, 1 policy from 1 file');
  });

  it('is busy while manifests are read', () => {
    expect(statusText('running', { ...status, busy: true }, english)).toMatchObject({
      busy: true,
      detail: 'Reading manifests',
    });
  });

  it('names what was left out', () => {
    const limited = '40 files too large to read (podreach.limits.fileSize)';
    expect(statusText('running', { ...status, limited }, english)).toMatchObject({
      detail: `Not read: ${limited}`,
      severity: 'warning',
      action: 'show-model',
    });
  });

  it.each([
    ['starting', undefined],
    ['starting', status],
    ['running', undefined],
  ] as const)('waits for the first news: %s', (state, known) => {
    expect(statusText(state, known, english)).toMatchObject({ text: 'Starting', busy: true });
  });

  it('offers a restart when the server is gone, and says where to look for the cause', () => {
    expect(statusText('failed', status, english)).toEqual({
      text: 'The language server stopped',
      detail: '“Podreach: Show Output” says why',
      busy: false,
      severity: 'error',
      action: 'restart',
    });
    expect(statusText('stopped', undefined, english)).toMatchObject({
      severity: 'information',
      action: 'restart',
    });
  });
});
