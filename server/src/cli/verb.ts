/**
 * What the verbs have in common: where they read and write, and the options all of them take.
 */
import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { ENGINES, type Engine } from '../rules/engines';
import { UsageError, type CliIo, type EXIT } from './io';

export interface VerbContext {
  readonly io: CliIo;
  /** Says how the verb ended; the worst of several is the exit status. */
  finish(status: (typeof EXIT)[keyof typeof EXIT]): void;
}

/** Options of every verb that reads manifests. */
export interface ClusterOptions {
  /** Namespace of resources and names that carry none. */
  readonly namespace: string;
  /** What enforces the policies. */
  readonly engine?: Engine;
}

/** Adds the paths and the options of {@link ClusterOptions}. */
export function withCluster(command: Command): Command {
  const paths = new Argument('[path...]', 'files, folders (read recursively), or - for standard input');
  return command
    .addArgument(paths.default(['.'], 'the current folder'))
    .option(
      '-n, --namespace <name>',
      'namespace of resources and names that carry none',
      namespaceName,
      'default',
    )
    .addOption(new Option('--engine <name>', 'what enforces the policies in the cluster').choices(ENGINES));
}

/** `--format`, with the formats a verb can write. */
export function formatOption(formats: Iterable<string>): Option {
  return new Option('--format <format>', 'how the answer is written').choices([...formats]).default('text');
}

/** The writer of a format by its name. */
export function formatOf<T>(name: string, formats: ReadonlyMap<string, T>): T {
  const format = formats.get(name);
  if (format === undefined) throw new UsageError(`There is no format ${name}`);
  return format;
}

function namespaceName(text: string): string {
  if (/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/u.test(text)) return text;
  throw new InvalidArgumentError('It is not the name of a namespace.');
}

/** Adds examples to the end of a verb's help. */
export function withExamples(command: Command, examples: readonly string[]): Command {
  return command.addHelpText(
    'after',
    ['', 'Examples:', ...examples.map((line) => `  $ podreach ${line}`)].join('\n'),
  );
}

/** Collects the values of an option that may be given several times. */
export function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
