/** Makes repositories of folders, for tests of what compares with a commit. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];

/** Makes a folder a repository in which everything is committed. @param {string} folder */
export async function commitAll(folder) {
  await run('git', ['init', '--quiet'], { cwd: folder });
  await run('git', ['add', '--all'], { cwd: folder });
  await run('git', [...IDENTITY, 'commit', '--quiet', '--message', 'As given'], { cwd: folder });
}
