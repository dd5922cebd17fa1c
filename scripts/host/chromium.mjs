/**
 * A Chromium for the tests: the one that CHROME_PATH names, else one that is installed, else Playwright's
 * download, else the Debian package.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { canInstallPackages, installPackages } from './apt.mjs';
import { onPath, run, succeeds } from './process.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

/** Font packages: a bare Debian has none, and text would be boxes. */
const PACKAGES = ['chromium', 'fonts-dejavu-core'];

/** Generous: on a busy machine with two cores a start can take half a minute. */
export const START_DEADLINE = 120_000;

/** What a closed network, a root user and a container without a GPU need. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @returns {string | undefined} */
function installedChromium() {
  const onMac = MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  const candidates = [...NAMES.map(onPath), ...onMac, chromium.executablePath()];
  // Ubuntu's chromium-browser is a script that only says how to install a snap: so each one is tried.
  return candidates.find((file) => file !== undefined && existsSync(file) && succeeds(file, ['--version']));
}

/** Playwright's own download, with the libraries it needs where they can be installed. */
async function downloadChromium() {
  const cli = path.join(
    path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'cli.js',
  );
  const withLibraries = canInstallPackages() ? ['--with-deps'] : [];
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' };
  const options = { env, timeout: 300_000 };
  await run(process.execPath, [cli, 'install', 'chromium', '--no-shell'], options);
  if (!succeeds(chromium.executablePath(), ['--version'])) {
    await run(process.execPath, [cli, 'install', ...withLibraries, 'chromium', '--no-shell'], options);
  }
}

/**
 * The path of a Chromium that starts; installs one if there is none.
 * @param {(line: string) => void} [say] is told what is being done
 * @returns {Promise<string>}
 */
export async function ensureChromium(say = console.log) {
  const given = process.env['CHROME_PATH'];
  if (given !== undefined && given !== '') return given;
  const installed = installedChromium();
  if (installed !== undefined) return installed;
  const ways = [
    { name: "Playwright's download", install: downloadChromium, possible: true },
    {
      name: 'the Debian package',
      install: () => installPackages(PACKAGES),
      possible: canInstallPackages(),
    },
  ];
  for (const way of ways.filter(({ possible }) => possible)) {
    say(`Installing Chromium: ${way.name} ...`);
    try {
      await way.install();
    } catch (error) {
      say(`  not to be had (${firstLine(error)})`);
    }
    const found = installedChromium();
    if (found !== undefined) return found;
  }
  throw new Error('No Chromium: install the package "chromium", or set CHROME_PATH to a Chromium or Chrome.');
}

/** @param {unknown} error */
function firstLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0];
}

/**
 * Starts a Chromium without a window.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchChromium() {
  return chromium.launch({ executablePath: await ensureChromium(), args: FLAGS, timeout: START_DEADLINE });
}
