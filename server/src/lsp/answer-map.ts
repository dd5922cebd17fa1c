/**
 * Finds the cluster that a map is asked of, and what of it is not saved yet.
 */
import type { CancellationToken } from 'vscode-languageserver';

import { connectivityMap } from '../features/connectivity-map';
import { documentUri } from './document-uri';
import { lookAt } from './look';
import type { Model } from './models';
import type { MapResult } from './protocol';
import { readScope } from './read-params';
import type { Session } from './session';
import { inSlices } from './slices';

/** Null when there are no manifests, or nobody waits any more. */
export async function answerMap(
  session: Session,
  raw: unknown,
  token: CancellationToken,
): Promise<MapResult | null> {
  const { uri } = readScope(raw);
  if (uri !== undefined) await session.ready(documentUri(uri));
  const look = (uri === undefined ? undefined : lookAt(session, uri)) ?? anyLook(session);
  if (look === undefined) return null;
  const saved = session.earlier.viewFrom(look.model, documentUri(look.file.file), 'saved');
  const map = connectivityMap(look.view, saved?.snapshot);
  return (await inSlices(session.runtime, map, () => token.isCancellationRequested)) ?? null;
}

/** From the first file of the first cluster that has workloads. */
function anyLook(session: Session): ReturnType<typeof lookAt> {
  const models = [...session.models.all()];
  const [file] = (models.find(hasWorkloads) ?? models[0])?.view().snapshot.files.keys() ?? [];
  return file === undefined ? undefined : lookAt(session, file);
}

function hasWorkloads(model: Model): boolean {
  return model.view().snapshot.cluster.workloads.length > 0;
}
