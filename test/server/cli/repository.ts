/** Git repositories in folders made for one test. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folder } from './memory-io';

const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];

export interface TestRepository {
  readonly root: string;
  git(...args: readonly string[]): string;
  commit(): void;
  write(name: string, content: string): void;
  remove(name: string): void;
}

/** A repository in which these files are committed. */
export function repository(files: Readonly<Record<string, string>>): TestRepository {
  const root = folder(files);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...IDENTITY, ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const commit = (): void => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', 'A state');
  };
  git('init', '--quiet');
  commit();
  return {
    root,
    git,
    commit,
    write: (name, content) => writeFileSync(path.join(root, name), content),
    remove: (name) => rmSync(path.join(root, name), { recursive: true }),
  };
}
