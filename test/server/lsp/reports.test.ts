import { describe, expect, it } from 'vitest';
import { createBuffers } from '../../../server/src/lsp/buffers';
import { createDocumentSettings } from '../../../server/src/lsp/document-settings';
import { documentUri } from '../../../server/src/lsp/document-uri';
import { createModels } from '../../../server/src/lsp/models';
import { createReports, outdatedReports } from '../../../server/src/lsp/reports';
import { DEFAULT_SETTINGS } from '../../../server/src/lsp/settings';
import { createMemoryRuntime } from './memory-runtime';
import { POLICY, WORKLOADS } from './manifests';

const FOLDER = documentUri('file:///w');
const uri = 'file:///w/policy.yaml';

const isReady = (): boolean => true;

function setUp(text: string) {
  const buffers = createBuffers();
  const models = createModels(() => false);
  const documentSettings = createDocumentSettings({
    runtime: createMemoryRuntime(),
    buffers,
    source: { read: () => Promise.resolve(DEFAULT_SETTINGS), pushed: () => undefined },
    offered: false,
  });
  models.setFolder(FOLDER, DEFAULT_SETTINGS);
  const reports = createReports({ models, documentSettings }, () => undefined);
  const show = (buffer: ReturnType<typeof buffers.open>) => {
    models.set(buffer.key, buffer.text);
    return buffer;
  };
  const open = show(buffers.open({ textDocument: { uri, languageId: 'yaml', version: 1, text } }));
  const change = (changed: string) => {
    const version = (buffers.get(uri)?.version ?? 0) + 1;
    const buffer = buffers.change({ textDocument: { uri, version }, contentChanges: [{ text: changed }] });
    if (buffer === undefined) throw new Error('not open');
    return show(buffer);
  };
  return { buffers, models, reports, open, change };
}

describe('reports', () => {
  it('are the very same while nothing changed', () => {
    const { reports, open } = setUp(POLICY);
    expect(reports.of(open)).toBe(reports.of(open));
    expect(reports.give(open)).toBe(reports.last(open.key));
  });

  it('are the very same when a change elsewhere makes no difference', () => {
    const { reports, open, models } = setUp(POLICY);
    const before = reports.of(open);
    models.set(documentUri('file:///w/workloads.yaml'), WORKLOADS);
    expect(reports.of(open)).toBe(before);
  });

  it('are others for another version, since their fixes are', () => {
    const { reports, open, change } = setUp(POLICY);
    const before = reports.of(open);
    const after = reports.of(change(POLICY));
    expect(after).toMatchObject({ version: 2, items: before.items });
    expect(after.resultId).not.toBe(before.resultId);
  });

  it('are others when a level is set', () => {
    const { reports, open, models } = setUp(POLICY.replace('8080', '80800'));
    expect(reports.of(open).items).toHaveLength(1);
    models.setFolderSettings(FOLDER, { ...DEFAULT_SETTINGS, rules: { 'invalid-port': 'off' } });
    expect(reports.of(open).items).toHaveLength(0);
  });

  it('are news for the client also when a fix was looked up in them before', () => {
    const { buffers, reports, open, models } = setUp(POLICY.replace('8080', '80800'));
    reports.give(open);
    models.setFolderSettings(FOLDER, { ...DEFAULT_SETTINGS, rules: { 'invalid-port': 'off' } });
    reports.of(open);
    expect(outdatedReports(reports, { buffers, isReady })).toEqual([open]);
    expect(outdatedReports(reports, { buffers, isReady })).toEqual([]);
  });

  it('are forgotten with their document', () => {
    const { reports, open } = setUp(POLICY);
    reports.give(open);
    reports.forget(open.key);
    expect(reports.last(open.key)).toBeUndefined();
  });

  it('are empty for a document in no cluster', () => {
    const { reports, open, models } = setUp(POLICY.replace('8080', '80800'));
    models.remove(open.key);
    expect(reports.of(open).items).toEqual([]);
  });
});

describe('reports of a document alone', () => {
  const lonely = `${POLICY.replace('8080', '80800')}# podreach-ignore-file selector-matches-nothing\n`;

  it('hold what stands whatever else there is, and of comments nothing that is not certain', () => {
    const { reports, open } = setUp(lonely);
    expect(reports.giveOwn(open)?.items.map(({ code }) => code)).toEqual(['invalid-port']);
    expect(reports.of(open).items.map(({ code }) => code)).toContain('invalid-port');
  });

  it('are the whole report where there is no more to say', () => {
    const { buffers, reports, open, models } = setUp(POLICY.replace('8080', '80800'));
    models.set(documentUri('file:///w/workloads.yaml'), WORKLOADS);
    const own = reports.giveOwn(open);
    expect(reports.give(open)).toBe(own);
    expect(outdatedReports(reports, { buffers, isReady })).toEqual([]);
  });

  it('are outdated by a whole report that says more, once that can be made', () => {
    const { buffers, reports, open, models } = setUp(POLICY.replace('port: 8080', 'port: nowhere'));
    models.set(documentUri('file:///w/workloads.yaml'), WORKLOADS);
    reports.giveOwn(open);
    expect(outdatedReports(reports, { buffers, isReady: () => false })).toEqual([]);
    expect(outdatedReports(reports, { buffers, isReady })).toEqual([open]);
  });

  it('are not given to whom more was told already', () => {
    const { reports, open, change } = setUp(POLICY);
    expect(reports.giveOwn(open)).toBeDefined();
    const changed = change(`${POLICY}\n`);
    expect(reports.giveOwn(changed)?.version).toBe(2);
    reports.give(changed);
    expect(reports.giveOwn(changed)).toBeUndefined();
  });
});

describe('outdated reports', () => {
  it('are those that a change elsewhere made different', () => {
    const { reports, open, models, buffers } = setUp(POLICY.replace('8080', '80800'));
    reports.give(open);
    expect(outdatedReports(reports, { buffers, isReady })).toEqual([]);
    models.setFolderSettings(FOLDER, { ...DEFAULT_SETTINGS, rules: { 'invalid-port': 'hint' } });
    expect(outdatedReports(reports, { buffers, isReady })).toEqual([open]);
    expect(outdatedReports(reports, { buffers, isReady })).toEqual([]);
  });

  it('are none for documents that changed themselves, or were never asked about', () => {
    const { reports, open, change, buffers } = setUp(POLICY);
    expect(outdatedReports(reports, { buffers, isReady })).toEqual([]);
    reports.give(open);
    change(POLICY.replace('8080', '80800'));
    expect(outdatedReports(reports, { buffers, isReady })).toEqual([]);
  });
});
