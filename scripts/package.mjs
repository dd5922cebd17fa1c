/**
 * Packages the extension: production bundles, then `podreach-VERSION.vsix` in the repository's folder.
 * Fails when the file is larger than a megabyte or holds anything that does not belong into it.
 */
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from './build.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const SIZE_LIMIT = 1024 * 1024;

/** What may be in the package. `.vscodeignore` says the same to vsce; this notices when it no longer does. */
const ALLOWED = [
  /^package(\.nls)?\.json$/,
  /^(readme|changelog)\.md$/i,
  /^license(\.txt|\.md)?$/i,
  /^icon\.png$/,
  /^dist\/(client|server|server-program)(\.web)?\.js$/,
  /^dist\/(map\.js|map-style\.css)$/,
  /^schemas\/[\w.-]+\.json$/,
  /^client\/media\/[\w./-]+\.png$/,
  /^client\/media\/walkthrough\/example\.yaml$/,
];

/** @param {string[]} files */
function refuseForeign(files) {
  const foreign = files.filter((file) => !ALLOWED.some((allowed) => allowed.test(file)));
  if (foreign.length > 0)
    throw new Error(`These files do not belong into the package: ${foreign.join(', ')}`);
}

/** @param {number} size */
function refuseLarge(size) {
  const kilobytes = `${Math.ceil(size / 1024)} KB`;
  if (size > SIZE_LIMIT) throw new Error(`The package is too large: ${kilobytes}, the limit is 1024 KB`);
  return kilobytes;
}

/**
 * Builds and packages the extension.
 * @returns {Promise<string>} the path of the .vsix file
 */
export async function packageExtension() {
  await buildAll({ production: true });
  const files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  refuseForeign(files);
  const { name, version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  const packagePath = path.join(ROOT, `${name}-${version}.vsix`);
  await createVSIX({ cwd: ROOT, packagePath, dependencies: false });
  const { size } = await stat(packagePath);
  console.log(`${path.basename(packagePath)}: ${files.length} files, ${refuseLarge(size)}`);
  return packagePath;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await packageExtension();
