/**
 * Which files are patches: those that a kustomization names as such. Knows names of files and the fields of a
 * kustomization, not what the patches do.
 */
import type { ManifestFile } from '../manifests/document';
import { field, items, text } from '../manifests/json-value';
import { decodedName } from './cluster-roots';

const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/u;

/** Whether a file is what kustomize reads in a folder, by its name. */
export function isKustomization(file: string): boolean {
  return KUSTOMIZATION.test(file);
}

/** Fields of a kustomization that list patches: as names of files, or as mappings with a `path`. */
const PATCH_FIELDS = ['patches', 'patchesStrategicMerge', 'patchesJson6902'];

/** Files that a file names as patches, as {@link patchName} writes them. None unless it is a kustomization. */
export function patchesNamedBy(file: ManifestFile): readonly string[] {
  if (!isKustomization(file.file)) return [];
  return file.documents.flatMap(({ value }) =>
    PATCH_FIELDS.flatMap((name) => items(field(value, name)))
      .map((entry) => text(entry) ?? text(field(entry, 'path')))
      .filter((path) => path !== undefined && !path.includes('\n'))
      .map((path) => resolveBeside(file.file, path ?? '')),
  );
}

/** The form in which names of files are compared: URIs may escape what a kustomization writes plainly. */
export function patchName(file: string): string {
  return !file.includes('%') ? file : file.split('/').map(decodedName).join('/');
}

/** A path that a file names, seen from the folder it is in, as {@link patchName} writes it. */
export function resolveBeside(file: string, relative: string): string {
  const names = patchName(file).split('/').slice(0, -1);
  for (const name of relative.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}
