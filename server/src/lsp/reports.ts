/**
 * The diagnostics of open documents, remembered as long as nothing they rest on changed.
 * Both ways of getting them to the client, asked for or sent, take them from here.
 */
import type { Diagnostic } from 'vscode-languageserver';

import { diagnostics } from '../features/diagnostics';
import { createKeptFindings, type KeptFindings } from '../rules/kept-findings';
import type { Buffer } from './buffers';
import type { OwnSettings } from './document-settings';
import type { DocumentUri } from './document-uri';
import { loneDocument } from './lone-document';
import type { Model } from './models';
import type { Session } from './session';
import type { Settings } from './settings';

export interface Report {
  readonly version: number;
  /** The same for two reports only when their items are the same. */
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** A document that is open, or a file that is not, whose version is 0. */
export type Checkable = Pick<Buffer, 'key' | 'version'>;

export interface Reports {
  /** The report of a document as it is now. */
  of(buffer: Buffer): Report;
  /** The same, to be shown by the client. */
  give(buffer: Buffer): Report;
  /**
   * To be shown while the folder of a document is being read: what can be told from the document alone, all of which is
   * in its report as well. Undefined where the client has been given more already.
   */
  giveOwn(buffer: Buffer): Report | undefined;
  /** The findings of any file. They are not remembered. */
  check(file: Checkable): readonly Diagnostic[];
  /** The report that the client was given last. */
  last(key: DocumentUri): Report | undefined;
  forget(key: DocumentUri): void;
}

export type OnFailure = (file: string, rule: string, error: unknown) => void;

/** What a file is judged by, besides its text. */
interface Basis {
  readonly model: Pick<Model, 'settings' | 'viewFrom'> | undefined;
  /** What is set for the document itself. */
  readonly own: OwnSettings | undefined;
}

interface Remembered {
  readonly model: Model | undefined;
  readonly own: OwnSettings | undefined;
  readonly kept: KeptFindings;
  readonly settings: Settings | undefined;
  readonly generation: number | undefined;
  readonly report: Report;
}

/** `onFailure` is told of a rule that failed on a file; the findings of the others are there all the same. */
export function createReports(
  { models, documentSettings }: Pick<Session, 'models' | 'documentSettings'>,
  onFailure: OnFailure,
): Reports {
  const remembered = new Map<DocumentUri, Remembered>();
  // Not what was made last: fixes are looked up in reports that no client has seen yet.
  const given = new Map<DocumentUri, Report>();
  /** Those that may lack something. */
  const partial = new WeakSet<Report>();
  const make = createMaking();

  const of = (buffer: Buffer): Report => {
    const model = models.modelOf(buffer.key);
    const own = documentSettings.of(buffer.key);
    const generation = model?.view().snapshot.generation;
    const known = remembered.get(buffer.key);
    const isFresh =
      known?.report.version === buffer.version &&
      known.model === model &&
      known.settings === model?.settings &&
      known.own === own &&
      known.generation === generation;
    if (isFresh) return known.report;
    const kept = known?.kept ?? createKeptFindings();
    const items = itemsOf(buffer, { model, own }, { kept, onFailure });
    const report = make(buffer, items, known?.report ?? given.get(buffer.key));
    remembered.set(buffer.key, { kept, model, own, settings: model?.settings, generation, report });
    return report;
  };
  return {
    of,
    give(buffer) {
      const report = of(buffer);
      partial.delete(report);
      given.set(buffer.key, report);
      return report;
    },
    giveOwn(buffer) {
      const before = given.get(buffer.key);
      const settings = models.folderOf(buffer.key)?.settings;
      if (settings === undefined || (before !== undefined && !partial.has(before))) return undefined;
      const basis = { model: loneDocument(buffer, settings), own: documentSettings.of(buffer.key) };
      const report = make(buffer, itemsOf(buffer, basis, { ownOnly: true, onFailure }), before);
      partial.add(report);
      given.set(buffer.key, report);
      return report;
    },
    check(file) {
      const basis = { model: models.modelOf(file.key), own: documentSettings.of(file.key) };
      return itemsOf(file, basis, { onFailure });
    },
    last: (key) => given.get(key),
    forget(key) {
      remembered.delete(key);
      given.delete(key);
    },
  };
}

type Make = (buffer: Buffer, items: Report['items'], before: Report | undefined) => Report;

/** The report before, where the text and the items are the same. */
function createMaking(): Make {
  let made = 0;
  return ({ version }, items, before) => {
    if (before?.version === version && isSame(before.items, items)) return before;
    made += 1;
    return { version, resultId: String(made), items };
  };
}

interface ItemOptions {
  readonly kept?: KeptFindings;
  readonly ownOnly?: boolean;
  readonly onFailure: OnFailure;
}

function itemsOf(
  { key, version }: Checkable,
  { model, own }: Basis,
  { onFailure, ...options }: ItemOptions,
): readonly Diagnostic[] {
  const view = model?.viewFrom(key);
  const file = view?.snapshot.files.get(key);
  if (model === undefined || view === undefined || file === undefined) return [];
  return diagnostics(view, file, {
    ...options,
    version,
    rules: model.settings.rules,
    engine: model.settings.engine,
    kubernetesVersion: model.settings.kubernetesVersion,
    inventoryComplete: model.settings.isClusterComplete,
    nodeCIDRs: model.settings.nodeCIDRs,
    shapeCheckedElsewhere: !(own ?? model.settings).checksSchema,
    onFailure: (rule, error) => onFailure(key, rule, error),
  });
}

function isSame(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Open documents whose report is another one now, though their text is the same. Each is named once. */
export function outdatedReports(
  reports: Reports,
  { buffers, isReady }: Pick<Session, 'buffers' | 'isReady'>,
): readonly Buffer[] {
  return [...buffers.all()].filter((buffer) => {
    if (!isReady(buffer.key)) return false;
    const before = reports.last(buffer.key);
    return before?.version === buffer.version && reports.give(buffer) !== before;
  });
}
