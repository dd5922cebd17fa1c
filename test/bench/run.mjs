/** Builds the command and the benchmark, and runs the benchmark. */
import { build } from 'esbuild';
import path from 'node:path';
import { buildAll } from '../../scripts/build.mjs';
import { runVisibly } from '../../scripts/host/process.mjs';

const ROOT = path.join(import.meta.dirname, '..', '..');
const BUNDLE = path.join(ROOT, 'out', 'bench', 'bench.cjs');

await buildAll({ production: true });
await build({
  entryPoints: [path.join(import.meta.dirname, 'bench.ts')],
  outfile: BUNDLE,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
});
process.exitCode = await runVisibly(process.execPath, ['--expose-gc', BUNDLE], { cwd: ROOT });
