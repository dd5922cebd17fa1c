/** Debian's and Ubuntu's package manager, where this user may use it without being asked for a password. */
import { onPath, run, succeeds } from './process.mjs';

/** @type {Promise<void> | undefined} */
let listsUpdated;

/** The command that runs `apt-get` with the needed rights, or undefined. @returns {string[] | undefined} */
function aptCommand() {
  if (onPath('apt-get') === undefined) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  if (onPath('sudo') === undefined || !succeeds('sudo', ['-n', 'true'])) return undefined;
  return ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND', 'apt-get'];
}

/** Whether packages can be installed without asking anybody. */
export function canInstallPackages() {
  return aptCommand() !== undefined;
}

/**
 * Installs Debian packages, without their recommendations.
 * @param {string[]} packages
 */
export async function installPackages(packages) {
  const [command, ...args] = aptCommand() ?? [];
  if (command === undefined) throw new Error('apt-get needs root or sudo without a password');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  listsUpdated ??= run(command, [...args, 'update', '-q'], { env }).then(() => undefined);
  await listsUpdated;
  await run(command, [...args, 'install', '-q', '-y', '--no-install-recommends', ...packages], { env });
}
