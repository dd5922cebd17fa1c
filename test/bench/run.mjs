/**
 * Builds the programs and a benchmark, and runs the benchmark: `bench` or, as `npm run bench -- lsp`, the one of the
 * language server.
 */
import { build } from 'esbuild';
import path from 'node:path';
import { buildAll } from '../../scripts/build.mjs';
import { runVisibly } from '../../scripts/host/process.mjs';

const ROOT = path.join(import.meta.dirname, '..', '..');
const [first, ...others] = process.argv.slice(2);
const NAME = first === 'lsp' ? 'lsp' : 'bench';
const BUNDLE = path.join(ROOT, 'out', 'bench', `${NAME}.cjs`);

await buildAll({ production: true });
await build({
  entryPoints: [path.join(import.meta.dirname, `${NAME}.ts`)],
  outfile: BUNDLE,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
});
process.exitCode = await runVisibly(process.execPath, ['--expose-gc', BUNDLE, ...others], { cwd: ROOT });
