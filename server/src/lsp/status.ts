/**
 * Tells the client on what the answers rest, whenever that changed.
 */
import { count, list } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import { MODEL_CHANGED_NOTIFICATION, STATUS_NOTIFICATION, type ServerStatus } from './protocol';
import type { Left, Loading } from './loading';
import type { Session } from './session';

/** Sends the status when it differs from what was sent last. */
export function createStatusReports({ connection, models }: Session, loading: Loading): () => Promise<void> {
  let sent = '';
  return async () => {
    const status = currentStatus(models, loading);
    const text = JSON.stringify(status);
    if (text === sent) return;
    sent = text;
    await connection.sendNotification(STATUS_NOTIFICATION, status);
  };
}

/** Tells the client when answers it was given may be others now. */
export function createModelChangeReports({ connection, models }: Session): () => Promise<void> {
  let told: readonly Snapshot[] = [];
  return async () => {
    const snapshots = Array.from(models.all(), (model) => model.view().snapshot);
    const isSame = snapshots.length === told.length && snapshots.every((one, index) => one === told[index]);
    told = snapshots;
    if (isSame) return;
    await connection.sendNotification(MODEL_CHANGED_NOTIFICATION);
  };
}

function currentStatus(models: Session['models'], loading: Loading): ServerStatus {
  const snapshots = Array.from(models.all(), (model) => model.view().snapshot);
  const sum = (amount: (snapshot: Snapshot) => number): number =>
    snapshots.reduce((total, snapshot) => total + amount(snapshot), 0);
  const limited = list(limitTexts(loading.left()));
  return {
    busy: loading.isBusy(),
    workloads: sum(({ cluster }) => cluster.workloads.length),
    namespaces: sum(({ cluster }) => cluster.namespaces.size),
    policies: sum(({ cluster }) => cluster.policies.length),
    files: sum(({ files }) => manifestFiles(files)),
    ...(limited !== '' && { limited }),
  };
}

/** Files that hold at least one Kubernetes object. */
function manifestFiles(files: Snapshot['files']): number {
  return [...files.values()].filter(({ resources }) => resources.length > 0).length;
}

/** What was left out because of limits, with the setting that says so. */
export function limitTexts({ tooLarge, overLimit }: Left): readonly string[] {
  const parts = [
    tooLarge > 0 ? `${count(tooLarge, 'file')} too large to read (podreach.limits.fileSize)` : '',
    overLimit > 0
      ? `${count(overLimit, 'file')} more than are read in one folder (podreach.limits.files)`
      : '',
  ];
  return parts.filter((part) => part !== '');
}
