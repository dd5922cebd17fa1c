/**
 * What a request about one document is answered from: the document as it is, and the cluster it belongs to.
 */
import type { CancellationToken, ResponseError } from 'vscode-languageserver';

import type { Earlier } from '../features/change-lens';
import type { LensOptions } from '../features/code-lens';
import type { View } from '../features/view';
import type { ManifestFile } from '../manifests/document';
import { documentUri } from './document-uri';
import { contentModified } from './guard';
import { loneDocument } from './lone-document';
import type { Model } from './models';
import type { Session } from './session';

export interface Look {
  readonly model: Model;
  readonly view: View;
  readonly file: ManifestFile;
  /** As the client spells it. */
  readonly uri: string;
  /** 0 for a file that is not open. */
  readonly version: number;
}

/** Undefined for a document that is in no cluster. */
export function lookAt({ models, buffers }: Session, uri: string): Look | undefined {
  const key = documentUri(uri);
  const model = models.modelOf(key);
  const view = model?.viewFrom(key);
  const file = view?.snapshot.files.get(key);
  if (model === undefined || view === undefined || file === undefined) return undefined;
  const buffer = buffers.get(uri);
  return { model, view, file, uri: buffer?.uri ?? uri, version: buffer?.version ?? 0 };
}

/** What can be answered from the document alone. */
export type LoneLook = Pick<Look, 'view' | 'file' | 'uri'> & { readonly model: Pick<Model, 'settings'> };

/** An open document as if there were no others, while its folder is being read; undefined once that is done. */
export async function lookAlone(session: Session, uri: string): Promise<LoneLook | undefined> {
  const { models, buffers, isReady, ownReady } = session;
  const key = documentUri(uri);
  await ownReady(key);
  const [buffer, settings] = [buffers.get(uri), models.folderOf(key)?.settings];
  if (buffer === undefined || settings === undefined || isReady(key)) return undefined;
  const model = loneDocument(buffer, settings);
  const view = model.viewFrom(key);
  const file = view.snapshot.files.get(key);
  return file && { model, view, file, uri: buffer.uri };
}

type Answer<P, R> = (look: Look, params: P) => R;
export type DocumentHandler<P, R> = (
  params: P,
  token: CancellationToken,
) => Promise<R | ResponseError<never>>;

/**
 * A handler of requests about one document. It waits until enough is known, and refuses when the text changed
 * meanwhile: the question was about another one.
 */
export function aboutDocument<P extends { readonly textDocument: { readonly uri: string } }, R>(
  session: Session,
  neutral: R,
  answer: Answer<P, R>,
): DocumentHandler<P, R> {
  return async (params, token) => {
    const { uri } = params.textDocument;
    const version = session.buffers.get(uri)?.version;
    await session.ready(documentUri(uri));
    if (token.isCancellationRequested) return neutral;
    if (session.buffers.get(uri)?.version !== version) return contentModified();
    const look = lookAt(session, uri);
    return look === undefined ? neutral : answer(look, params);
  };
}

/** A handler of such requests that answers null when it fails, or when the document is in no cluster. */
export function documentRequest<P extends { readonly textDocument: { readonly uri: string } }, R>(
  session: Session,
  method: string,
  answer: Answer<P, R | null>,
): DocumentHandler<P, R | null> {
  return session.guard.request<P, R | ResponseError<never> | null, null>(
    method,
    null,
    aboutDocument<P, R | null>(session, null, answer),
  );
}

export function lensOptions(session: Session, look: Look): LensOptions {
  const { uri, version } = look;
  return { uri, version, commands: session.client.commands, earlier: () => earlierOf(session, look) };
}

/** The cluster of a document as it was; undefined when it is the same. */
export function earlierOf({ earlier }: Session, { uri, model }: Look): Earlier | undefined {
  const file = documentUri(uri);
  const since = earlier.preferred(file);
  const view = earlier.viewFrom(model, file, since);
  return view && { view, since };
}
