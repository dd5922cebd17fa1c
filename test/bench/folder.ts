/** Manifests on the disk, for as long as something is measured. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Manifests } from './generated-cluster';

/** Runs in a new folder with these manifests. The folder is gone afterwards. */
export async function inFolder<T>(manifests: Manifests, run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'podreach-bench-'));
  try {
    for (const [file, text] of manifests) {
      const place = path.join(folder, file);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, text);
    }
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
