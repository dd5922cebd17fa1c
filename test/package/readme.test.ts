import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { manifest } from './manifest';

const ROOT = path.join(import.meta.dirname, '..', '..');
const readme = await readFile(path.join(ROOT, 'README.md'), 'utf8');

/** Lines of the blocks a reader would copy into a shell. */
const commands = [...readme.matchAll(/^```sh\n(?<body>[^`]*)^```$/gmu)].flatMap(
  (block) => block.groups?.['body']?.trim().split('\n') ?? [],
);
const ownCommands = commands.filter((command) => command.startsWith('node dist/cli.js '));

async function output(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', command], { cwd: ROOT });
  return stdout;
}

describe('the README', () => {
  it('shows the two commands that set up everything, and commands of the program', () => {
    expect(commands.filter((command) => !ownCommands.includes(command))).toEqual([
      'npm ci && npm start',
      'npm ci && npm test',
    ]);
    expect(ownCommands.length).toBeGreaterThan(5);
  });

  it.each(ownCommands)('has a command that works: %s', async (command) => {
    expect(await output(command)).not.toBe('');
  });

  it('shows an explanation as the program prints it', async () => {
    const explain = ownCommands.find((command) => command.includes('http://backend.development')) ?? '';
    expect(readme).toContain(`\`\`\`\n${await output(explain)}\`\`\``);
  });

  it('has a row for each setting, with its default', () => {
    const rows = [...readme.matchAll(/^\| `(?<key>podreach\.[\w.]+)`\s*\| `(?<value>[^`]+)`/gmu)];
    const written = rows.map(({ groups }) => [groups?.['key'], groups?.['value']]);
    const contributed = Object.entries(manifest.contributes.configuration.properties).map(
      ([key, setting]) => [key, asWritten(setting.default)],
    );
    expect(written).toEqual(contributed);
  });
});

function asWritten(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
