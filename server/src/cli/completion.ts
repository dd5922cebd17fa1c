/**
 * `podreach completion`: scripts that let a shell complete verbs, options and their values. They are made from the
 * verbs themselves, so that nothing has to be kept in step.
 */
import { Argument, Command, type Option } from 'commander';
import { RULE_IDS } from '../rules/registry';
import {
  bashScript,
  fishScript,
  zshScript,
  type CompletedOption,
  type CompletedVerb,
} from './completion-scripts';
import { formatOf, withExamples, type VerbContext } from './verb';

const SHELLS: ReadonlyMap<string, (verbs: readonly CompletedVerb[]) => string> = new Map([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
]);

/** Values that stand in front of something else, so that they are no choices: `--rule ID=LEVEL`. */
const FIRST_PARTS: ReadonlyMap<string | undefined, readonly string[]> = new Map([['--rule', RULE_IDS]]);

export function completionCommand({ io }: VerbContext): Command {
  const command = new Command('completion')
    .summary('print a script that completes verbs and options in a shell')
    .description('Print a script that completes verbs, options and their values in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices([...SHELLS.keys()]))
    .action((shell: string) => {
      io.out.write(formatOf(shell, SHELLS)((command.parent?.commands ?? []).map(completedVerb)));
    });
  return withExamples(command, [
    'completion bash > ~/.local/share/bash-completion/completions/podreach',
    'completion zsh > "${fpath[1]}/_podreach"',
    'completion fish > ~/.config/fish/completions/podreach.fish',
  ]);
}

function completedVerb(verb: Command): CompletedVerb {
  return {
    name: verb.name(),
    summary: verb.summary(),
    options: verb.createHelp().visibleOptions(verb).map(completedOption),
    words: verb.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    takesFiles: verb.registeredArguments.some(({ argChoices }) => argChoices === undefined),
  };
}

function completedOption(option: Option): CompletedOption {
  const { short, long, description, argChoices, variadic } = option;
  const takesValue = option.required || option.optional;
  return {
    flags: [short, long].filter((flag) => flag !== undefined),
    description,
    ...(takesValue && { values: argChoices ?? FIRST_PARTS.get(long) ?? [] }),
    isRepeatable: variadic || / \(repeatable\)$/u.test(description),
  };
}
