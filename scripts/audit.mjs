/**
 * Looks up known weaknesses of the packages that are shipped inside the bundles. All dependencies are development
 * dependencies, so `npm audit --omit=dev` would look at none of them.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundledModules } from './bundled-modules.mjs';

const ROOT = path.join(import.meta.dirname, '..');

/** @typedef {{severity: string, range: string}} Vulnerability */

/** What the registry says of all installed packages; undefined where it has no answer. */
function askRegistry() {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  try {
    /** @type {{vulnerabilities?: Record<string, Vulnerability>}} */
    const { vulnerabilities } = JSON.parse(stdout);
    return vulnerabilities;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const { packages } = await bundledModules();
const vulnerabilities = askRegistry();
if (vulnerabilities === undefined) {
  console.log(`No audit: the registry has no answer about the ${packages.length} packages that are shipped.`);
} else {
  const weak = packages.flatMap((name) => {
    const found = vulnerabilities[name];
    return found ? [`${name} ${found.range}: ${found.severity}`] : [];
  });
  console.log(
    [`${packages.length} packages are shipped, ${weak.length} with known weaknesses`, ...weak].join('\n'),
  );
  if (weak.length > 0) process.exitCode = 1;
}
