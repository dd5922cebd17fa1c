/** In place of the native logger: writes the same lines, so that the Output panel has something to show. */
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #level = 2;
  #plain = false;
  #file;
  #written = Promise.resolve();

  constructor(file) {
    this.#file = file;
  }

  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const line = this.#plain ? message : `${time} [${LEVELS[level]}] ${message}\n`;
    // The folder may be gone when a window has just been closed: a log line is then of no use to anyone.
    this.#written = this.#written.then(() => appendFile(this.#file, line)).catch(() => undefined);
  }

  trace = (message) => this.#write(0, message);
  debug = (message) => this.#write(1, message);
  info = (message) => this.#write(2, message);
  warn = (message) => this.#write(3, message);
  error = (message) => this.#write(4, message);
  critical = (message) => this.#write(5, message);
  getLevel = () => this.#level;
  setLevel = (level) => void (this.#level = level);
  clearFormatters = () => void (this.#plain = true);
  setPattern = () => void (this.#plain = false);
  flush = () => undefined;
  drop = () => undefined;
}

async function createLogger(_name, file) {
  await mkdir(path.dirname(file), { recursive: true });
  return new Logger(file);
}

export const version = 0;
export const setLevel = () => undefined;
export const setFlushOn = () => undefined;
export const createRotatingLogger = createLogger;
export const createAsyncRotatingLogger = createLogger;
