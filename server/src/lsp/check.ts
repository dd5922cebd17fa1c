/**
 * Checks many files for one question, in slices that let other messages in. What is open is checked as it is open.
 */
import { DiagnosticSeverity, type CancellationToken, type Diagnostic } from 'vscode-languageserver';

import { documentUri, isBelow, type DocumentUri } from './document-uri';
import type { CheckedFile, CheckFinding, CheckParams } from './protocol';
import type { Reports } from './reports';
import type { Session } from './session';
import { slices } from './slices';

/** What was found until the question was cancelled. */
export async function checkFiles(
  session: Session,
  reports: Reports,
  { uri }: CheckParams,
  token: CancellationToken,
): Promise<readonly CheckedFile[]> {
  const { runtime, buffers } = session;
  await allReady(session, uri);
  const checked: CheckedFile[] = [];
  const pause = slices(runtime);
  for (const key of filesBelow(session, uri)) {
    if (token.isCancellationRequested) break;
    const buffer = buffers.get(key) ?? { key, uri: key, version: 0 };
    const findings = reports.check(buffer).map(findingOf);
    if (findings.length > 0) checked.push({ uri: buffer.uri, findings });
    await pause();
  }
  return checked;
}

/** Which folders there are is known only once the session has begun, which every place waits for. */
async function allReady({ models, ready }: Session, uri: string | undefined): Promise<void> {
  await ready(documentUri(uri ?? ''));
  if (uri === undefined) await Promise.all(Array.from(models.folders(), (folder) => ready(folder.uri)));
}

/** By their names. */
function filesBelow({ models }: Session, uri: string | undefined): readonly DocumentUri[] {
  const place = uri === undefined ? undefined : documentUri(uri);
  return Array.from(models.all(), (model) => [...model.view().snapshot.files.keys()].map(documentUri))
    .flat()
    .filter((file) => place === undefined || isBelow(place, file))
    .toSorted();
}

function findingOf({ range, severity, code, message }: Diagnostic): CheckFinding {
  return {
    range,
    severity: SEVERITIES[severity ?? DiagnosticSeverity.Error],
    code: String(code),
    message: typeof message === 'string' ? message : message.value,
  };
}

const SEVERITIES: Readonly<Record<DiagnosticSeverity, CheckFinding['severity']>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'hint',
};
