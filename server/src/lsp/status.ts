/**
 * Tells the client on what the answers rest, whenever that changed.
 */
import type { ManifestDocument } from '../manifests/document';
import { count, list } from '../wording/quantities';
import type { Snapshot } from '../workspace/snapshot';
import { MODEL_CHANGED_NOTIFICATION, STATUS_NOTIFICATION, type ServerStatus } from './protocol';
import type { Left, Loading } from './loading';
import type { Session } from './session';

/**
 * Sends the status when it differs from what was sent last. While folders are read, the counts are those of before: to
 * count, everything that was read would have to be put together again and again.
 */
export function createStatusReports({ connection, models }: Session, loading: Loading): () => Promise<void> {
  let sent = '';
  let counts = NOTHING;
  return async () => {
    const busy = loading.isBusy();
    if (!busy) counts = currentCounts(models);
    const limited = list(limitTexts(loading.left()));
    const status: ServerStatus = { busy, ...counts, ...(limited !== '' && { limited }) };
    const text = JSON.stringify(status);
    if (text === sent) return;
    sent = text;
    await connection.sendNotification(STATUS_NOTIFICATION, status);
  };
}

/** Tells the client when answers it was given may be others now. */
export function createModelChangeReports(
  { connection, models }: Session,
  loading: Loading,
): () => Promise<void> {
  let told: readonly Snapshot[] = [];
  return async () => {
    // Once all is read, this is called again.
    if (loading.isBusy()) return;
    const snapshots = Array.from(models.all(), (model) => model.view().snapshot);
    const isSame = snapshots.length === told.length && snapshots.every((one, index) => one === told[index]);
    told = snapshots;
    if (isSame) return;
    await connection.sendNotification(MODEL_CHANGED_NOTIFICATION);
  };
}

type Counts = Pick<ServerStatus, 'workloads' | 'namespaces' | 'policies' | 'files'>;

const NOTHING: Counts = { workloads: 0, namespaces: 0, policies: 0, files: 0 };

function currentCounts(models: Session['models']): Counts {
  const snapshots = Array.from(models.all(), (model) => model.view().snapshot);
  const sum = (amount: (snapshot: Snapshot) => number): number =>
    snapshots.reduce((total, snapshot) => total + amount(snapshot), 0);
  return {
    workloads: sum(({ cluster }) => cluster.workloads.length),
    namespaces: sum(({ cluster }) => cluster.namespaces.size),
    policies: sum(({ cluster }) => cluster.policies.length),
    files: sum(({ files }) => manifestFiles(files)),
  };
}

/** Files that hold at least one Kubernetes object: the first document that has one is enough to tell. */
function manifestFiles(files: Snapshot['files']): number {
  let amount = 0;
  for (const { documents } of files.values()) if (documents.some(holdsObject)) amount++;
  return amount;
}

function holdsObject({ isRelevant, resources }: ManifestDocument): boolean {
  return isRelevant && resources.length > 0;
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
