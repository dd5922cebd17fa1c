import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  bashScript,
  fishScript,
  zshScript,
  type CompletedVerb,
} from '../../../server/src/cli/completion-scripts';
import { folder } from './memory-io';
import { run } from './run';

const OPTIONS = [
  { flags: ['-n', '--namespace'], description: "a team's [own]: namespace", values: [], isRepeatable: false },
  { flags: ['--format'], description: 'how', values: ['text', 'json'], isRepeatable: false },
  { flags: ['--rule'], description: 'rules', values: [], isRepeatable: true },
  { flags: ['--all'], description: 'everything', isRepeatable: false },
];

const VERBS: readonly CompletedVerb[] = [
  { name: 'check', summary: "what's wrong: all of it", options: OPTIONS, words: [], takesFiles: true },
  { name: 'completion', summary: 'scripts', options: [], words: ['bash', 'fish'], takesFiles: false },
];

/** What bash offers for a command line, the last word of which is being typed. */
function offered(script: string, ...words: readonly string[]): readonly string[] {
  const line = ['podreach', ...words].map((word) => `'${word}'`).join(' ');
  const question = `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _podreach; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', question], { encoding: 'utf8' })
    .split('\n')
    .filter((word) => word !== '');
}

describe('completion in bash', () => {
  const script = bashScript(VERBS);
  it.each([
    ['verbs', [''], ['check', 'completion', '--help', '--version']],
    ['a verb', ['com'], ['completion']],
    ['options', ['check', '--'], ['--namespace', '--format', '--rule', '--all']],
    ['an option', ['check', 'a.yaml', '--n'], ['--namespace']],
    ['values of an option', ['check', '--format', ''], ['text', 'json']],
    ['a value', ['check', '--format', 'j'], ['json']],
    ['values behind a sign', ['check', '--format', '='], ['text', 'json']],
    ['a value behind a sign', ['check', '--format', '=', 'j'], ['json']],
    ['what stands behind a verb', ['completion', 'f'], ['fish']],
    ['nothing of its own where any value will do: the shell offers files', ['check', '-n', ''], []],
    ['nothing of its own for files', ['check', 'manifests/'], []],
    ['nothing for a verb that does not exist', ['chekc', '-'], []],
  ])('offers %s', (_, words, expected) => {
    expect(offered(script, ...words)).toEqual(expected);
  });
});

describe('completion in zsh', () => {
  it('escapes what the shell would read', () => {
    const script = zshScript(VERBS);
    expect(script).toMatch(/^#compdef podreach\n/u);
    expect(script).toContain(String.raw`'check:what'\''s wrong\: all of it'`);
    expect(script).toContain(
      String.raw`'(-n --namespace)'{-n,--namespace}'[a team'\''s \[own\]\: namespace]:value:'`,
    );
    expect(script).toContain(`'(--format)'--format'[how]:value:(text json)'`);
    expect(script).toContain(`'*'--rule'[rules]:value:'`);
    expect(script).toContain(`'(--all)'--all'[everything]'`);
    expect(script).toContain(`'1:word:(bash fish)'`);
  });
});

describe('completion in fish', () => {
  it('has a line for each verb and option', () => {
    const lines = fishScript(VERBS).split('\n');
    const check = `complete -c podreach -n '__fish_seen_subcommand_from check'`;
    expect(lines).toContain(
      String.raw`complete -c podreach -n __fish_use_subcommand -f -a check -d 'what\'s wrong: all of it'`,
    );
    expect(lines).toContain(`${check} -l format -x -a 'text json' -d 'how'`);
    expect(lines).toContain(`${check} -l all -d 'everything'`);
    expect(lines).toContain(
      `complete -c podreach -n '__fish_seen_subcommand_from completion' -f -a 'bash fish'`,
    );
  });
});

describe('the verb completion', () => {
  it.each(['bash', 'zsh', 'fish'])('knows verbs, options and values for %s', async (shell) => {
    const { status, out, err } = await run(['completion', shell]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const word of ['connectivity', 'fail-on', 'mermaid']) expect(out).toContain(word);
  });

  it('prints what bash can use', async () => {
    const { out } = await run(['completion', 'bash']);
    expect(offered(out, 'check', '--format', '')).toEqual(['text', 'json', 'sarif', 'github']);
    expect(offered(out, 'explain', '--expect', 'd')).toEqual(['denied']);
    expect(offered(out, 'check', '--rule', 'peer-or')).toEqual(['peer-or-instead-of-and']);
    expect(offered(out, 'check', '--rule', '=', 'peer-or')).toEqual(['peer-or-instead-of-and']);
  });

  it('refuses a shell that it does not know', async () => {
    const { status, err } = await run(['completion', 'powershell'], { cwd: folder({}) });
    expect(status).toBe(2);
    expect(err).toContain('Allowed choices are bash, zsh, fish.');
  });
});
