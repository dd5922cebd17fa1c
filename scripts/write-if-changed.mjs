/** Writes generated files, but leaves those alone that would stay the same: build tools watch their times. */
import { readFile, writeFile } from 'node:fs/promises';

/** @param {URL} file @param {string} text */
export async function writeIfChanged(file, text) {
  const old = await readFile(file, 'utf8').catch(() => undefined);
  if (old !== text) await writeFile(file, text);
}
