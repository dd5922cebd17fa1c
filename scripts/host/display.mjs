/** Whether a program with a window can be shown, and a virtual display where there is no real one. */
import { spawn } from 'node:child_process';
import { onPath, withDeadline } from './process.mjs';

/** Whether there is a display now. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

/** Whether `withDisplay` can give one. */
export function canHaveDisplay() {
  return hasDisplay() || onPath('Xvfb') !== undefined;
}

/**
 * Does something with a display in the environment: the real one, or a virtual one for as long as it takes.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay() || onPath('Xvfb') === undefined) return work();
  const flags = ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', flags, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => server.once('close', resolve));
  try {
    const number = new Promise((resolve) => server.stdout.once('data', resolve));
    process.env['DISPLAY'] = `:${String(await withDeadline(number, 15_000, 'Xvfb did not start')).trim()}`;
    return await work();
  } finally {
    delete process.env['DISPLAY'];
    server.kill();
    await ended;
  }
}
