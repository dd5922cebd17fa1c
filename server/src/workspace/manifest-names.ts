/**
 * Which files of a folder are read as manifests. Knows names and sizes only; finding and reading is for whoever can.
 */

const MANIFEST = /\.(?:ya?ml|json)$/iu;

const PASSED_OVER: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Whether a file, told by its name or path, may hold manifests. */
export function isManifestName(file: string): boolean {
  return MANIFEST.test(file);
}

/** Whether nothing in a folder of this name is read. */
export function isPassedOverFolder(folderName: string): boolean {
  return PASSED_OVER.has(folderName);
}

/** Whether the way from a folder down to a place, both given as URIs, leads through a folder that is passed over. */
export function isPassedOverPlace(folder: string, place: string): boolean {
  return place.slice(folder.length).split('/').some(isPassedOverFolder);
}
