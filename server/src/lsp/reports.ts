/**
 * The diagnostics of open documents, remembered as long as nothing they rest on changed.
 * Both ways of getting them to the client, asked for or sent, take them from here.
 */
import type { Diagnostic } from 'vscode-languageserver';

import { diagnostics } from '../features/diagnostics';
import { createKeptFindings, type KeptFindings } from '../rules/kept-findings';
import type { Buffer, Buffers } from './buffers';
import type { OwnSettings } from './document-settings';
import type { DocumentUri } from './document-uri';
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
  /** The findings of any file. They are not remembered. */
  check(file: Checkable): readonly Diagnostic[];
  /** The report that the client was given last. */
  last(key: DocumentUri): Report | undefined;
  forget(key: DocumentUri): void;
}

export type OnFailure = (file: string, rule: string, error: unknown) => void;

/** What a file is judged by, besides its text. */
interface Basis {
  readonly model: Model | undefined;
  /** What is set for the document itself. */
  readonly own: OwnSettings | undefined;
}

interface Remembered extends Basis {
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
  let made = 0;

  const basisOf = ({ key }: Checkable): Basis => ({
    model: models.modelOf(key),
    own: documentSettings.of(key),
  });
  const make = (
    buffer: Buffer,
    { kept, ...basis }: Basis & { readonly kept: KeptFindings },
    before: Report | undefined,
  ): Report => {
    const items = itemsOf(buffer, basis, kept, onFailure);
    if (before?.version === buffer.version && isSame(before.items, items)) return before;
    made += 1;
    return { version: buffer.version, resultId: String(made), items };
  };
  const of = (buffer: Buffer): Report => {
    const { model, own } = basisOf(buffer);
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
    const report = make(buffer, { model, own, kept }, known?.report);
    remembered.set(buffer.key, { kept, model, own, settings: model?.settings, generation, report });
    return report;
  };
  return {
    of,
    give(buffer) {
      const report = of(buffer);
      given.set(buffer.key, report);
      return report;
    },
    check: (file) => itemsOf(file, basisOf(file), createKeptFindings(), onFailure),
    last: (key) => given.get(key),
    forget(key) {
      remembered.delete(key);
      given.delete(key);
    },
  };
}

function itemsOf(
  { key, version }: Checkable,
  { model, own }: Basis,
  kept: KeptFindings,
  onFailure: OnFailure,
): readonly Diagnostic[] {
  const view = model?.viewFrom(key);
  const file = view?.snapshot.files.get(key);
  if (model === undefined || view === undefined || file === undefined) return [];
  return diagnostics(view, file, {
    version,
    kept,
    rules: model.settings.rules,
    engine: model.settings.engine,
    kubernetesVersion: model.settings.kubernetesVersion,
    inventoryComplete: model.settings.isClusterComplete,
    nodeCIDRs: model.settings.nodeCIDRs,
    shapeCheckedElsewhere: !(own ?? model.settings).speaksForSchema,
    onFailure: (rule, error) => onFailure(key, rule, error),
  });
}

function isSame(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Open documents whose report is another one now, though their text is the same. Each is named once. */
export function outdatedReports(reports: Reports, buffers: Buffers): readonly Buffer[] {
  return [...buffers.all()].filter((buffer) => {
    const before = reports.last(buffer.key);
    return before?.version === buffer.version && reports.give(buffer) !== before;
  });
}
