/** `npm run pictures`: takes the pictures of the walkthrough anew, from the program as it is. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { runVisibly } from './host/process.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const VITEST = path.join(
  path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

process.exitCode = await runVisibly(
  process.execPath,
  [VITEST, 'run', '--config=test/window/vitest.config.mjs', 'pictures'],
  {
    cwd: ROOT,
    env: { ...process.env, PODREACH_PICTURES: path.join(ROOT, 'client', 'media', 'walkthrough') },
  },
);
