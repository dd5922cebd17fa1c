/**
 * Asks git what a repository holds. The only place that starts another program, and only when the user compares with
 * a revision. Git runs no hooks here and fetches nothing.
 */
import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { UsageError } from './io';

/** A file of a commit. */
export interface CommittedFile {
  /** Relative to the folder that was asked in, with forward slashes. */
  readonly name: string;
  /** Absent for what is not in the repository, such as what a link to somewhere else leads to. */
  readonly bytes: Uint8Array | undefined;
}

/** Settings that a repository may bring along: a program that watches its files, objects that stand for others. */
const SAFE = ['-c', 'core.fsmonitor=false', '--no-replace-objects', '--literal-pathspecs'];

const ENVIRONMENT = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** The full name of the commit that a revision stands for. */
export async function findCommit(folder: string, revision: string): Promise<string> {
  const name = `${revision}^{commit}`;
  const out = await git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', name]);
  if (out.length === 0) throw new UsageError(`There is no revision ${revision}`);
  return text(out).trim();
}

/** Files of a commit at or below `place`, a path relative to the folder. Links are followed within the commit. */
export async function committedFiles(
  folder: string,
  commit: string,
  place: string,
  wanted: (name: string) => boolean,
): Promise<readonly CommittedFile[]> {
  const prefix = text(await git(folder, ['rev-parse', '--show-prefix'])).replace(/\n$/u, '');
  const listed = await git(folder, ['ls-tree', '-r', '-z', commit, `./${place}`]);
  const entries = parts(listed)
    .flatMap(entryOf)
    .filter(({ name }) => wanted(name));
  if (entries.length === 0) return [];
  const names = entries.map(({ name, isLink, object }) => (isLink ? `${commit}:${prefix}${name}` : object));
  const contents = await git(folder, ['cat-file', '--batch', '--follow-symlinks'], `${names.join('\n')}\n`);
  const objects = objectsIn(contents);
  return entries.map(({ name }, nth) => ({ name, bytes: objects[nth] }));
}

/** Files of the working tree at or below `place` that git has or would take: not the ignored ones. */
export async function workingFiles(folder: string, place: string): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', `./${place}`];
  return [...new Set(parts(await git(folder, args)))];
}

interface TreeEntry {
  readonly name: string;
  readonly object: string;
  readonly isLink: boolean;
}

/** `100644 blob 3b18e5…\tname`; other repositories in this one are commits. */
function entryOf(line: string): readonly TreeEntry[] {
  const { mode, object, name } =
    /^(?<mode>\d+) blob (?<object>\w+)\t(?<name>[^]+)$/u.exec(line)?.groups ?? {};
  if (object === undefined || name === undefined) return [];
  return [{ name, object, isLink: mode === '120000' && !name.includes('\n') }];
}

/**
 * What `cat-file --batch` prints: `NAME blob SIZE` and so many bytes, or a line that says why there is no such object,
 * which may have a size and bytes as well.
 */
function objectsIn(printed: Uint8Array): readonly (Uint8Array | undefined)[] {
  const objects: (Uint8Array | undefined)[] = [];
  let at = 0;
  while (at < printed.length) {
    const end = printed.indexOf(LINE_FEED, at);
    const header = text(printed.subarray(at, end));
    const size = Number(/ (?<size>\d+)$/u.exec(header)?.groups?.['size'] ?? Number.NaN);
    const isBlob = / blob \d+$/u.test(header);
    objects.push(isBlob ? printed.subarray(end + 1, end + 1 + size) : undefined);
    at = end + 1 + (Number.isNaN(size) ? 0 : size + 1);
  }
  return objects;
}

const LINE_FEED = 0x0a;

/** What stands between zero bytes. */
function parts(printed: Uint8Array): readonly string[] {
  return text(printed)
    .split('\0')
    .filter((part) => part !== '');
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** What git prints. No shell reads the arguments. When git complains, so does the command. */
async function git(cwd: string, args: readonly string[], input = ''): Promise<Uint8Array> {
  const child = spawn('git', [...SAFE, ...args], { cwd, env: { ...process.env, ...ENVIRONMENT } });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', () =>
      reject(new UsageError('--git needs the program git, which could not be started')),
    );
    child.on('close', resolve);
  });
  // Git that ends early does not read on; its status says so.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [out, err, status] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  const [complaint] = text(err).split('\n');
  if (status !== 0 && complaint !== undefined && complaint !== '')
    throw new UsageError(`git: ${complaint.replace(/^fatal: /u, '')}`);
  return out;
}
