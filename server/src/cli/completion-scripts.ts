/**
 * Completion scripts for bash, zsh and fish. Knows what shells want to be told, nothing of what the verbs do.
 */

export interface CompletedOption {
  /** `-n` and `--namespace`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent for an option without value; empty when any value will do. */
  readonly values?: readonly string[];
  readonly isRepeatable: boolean;
}

export interface CompletedVerb {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** What may stand behind the verb, unless it takes files. */
  readonly words: readonly string[];
  readonly takesFiles: boolean;
}

/** For bash 3.2, which macOS has, and later. */
export function bashScript(verbs: readonly CompletedVerb[]): string {
  const values = verbs.flatMap(({ name, options }) =>
    options.flatMap(({ flags, values: known }) =>
      known === undefined
        ? []
        : `    ${flags.map((flag) => `'${name} ${flag}'`).join('|')}) words='${known.join(' ')}' ;;`,
    ),
  );
  const others = verbs.map(({ name, options, words }) => {
    const flags = options.flatMap((option) => option.flags);
    return `    ${name}) words='${words.join(' ')}'; flags='${flags.join(' ')}' ;;`;
  });
  return `# Completion of podreach for bash: source this file, or put it where bash-completion finds it.
_podreach() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} verb=\${COMP_WORDS[1]} words='' flags=''
  COMPREPLY=()
  # To bash, the sign in --format=json is a word of its own.
  if [ "$current" = '=' ]; then
    current=''
  elif [ "$before" = '=' ]; then
    before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${[...verbs.map(({ name }) => name), '--help', '--version'].join(' ')}' -- "$current"))
    return
  fi
  case "$verb $before" in
${values.join('\n')}
    *) before='' ;;
  esac
  if [ -n "$before" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case "$verb" in
${others.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -o default -F _podreach podreach
`;
}

/** For zsh, which shows what each verb and option does. */
export function zshScript(verbs: readonly CompletedVerb[]): string {
  const summaries = verbs.map(
    ({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`,
  );
  const cases = verbs.map(({ name, options, words, takesFiles }) => {
    const rest = takesFiles ? ["'*:path:_files'"] : words.length > 0 ? [`'1:word:(${words.join(' ')})'`] : [];
    const specs = [...options.map(zshOption), ...rest];
    return `    ${name})\n      _arguments -s -S \\\n        ${specs.join(' \\\n        ')}\n      ;;`;
  });
  return `#compdef podreach
# Completion of podreach for zsh: save it as _podreach in a folder of $fpath, or source it after compinit.
_podreach() {
  local -a verbs
  verbs=(
${summaries.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe verb verbs
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _podreach ]; then
  _podreach "$@"
else
  compdef _podreach podreach
fi
`;
}

/** `'(-n --namespace)'{-n,--namespace}'[what it is]:value:(a b)'`, or with `*` when it may be given again. */
function zshOption({ flags, description, values, isRepeatable }: CompletedOption): string {
  const exclusive = isRepeatable ? '*' : `(${flags.join(' ')})`;
  const names = flags.length > 1 ? `{${flags.join(',')}}` : (flags[0] ?? '');
  const value = values === undefined ? '' : `:value:${values.length > 0 ? `(${values.join(' ')})` : ''}`;
  const shown = description.replace(/[[\]:\\]/gu, '\\$&');
  return `${quoted(exclusive)}${names}${quoted(`[${shown}]${value}`)}`;
}

/** For fish, which shows what each verb and option does. */
export function fishScript(verbs: readonly CompletedVerb[]): string {
  const heads = verbs.map(
    ({ name, summary }) =>
      `complete -c podreach -n __fish_use_subcommand -f -a ${name} -d ${fishQuoted(summary)}`,
  );
  const details = verbs.flatMap(({ name, options, words, takesFiles }) => {
    const start = `complete -c podreach -n '__fish_seen_subcommand_from ${name}'`;
    const rest = takesFiles ? [] : [`${start} -f${words.length > 0 ? ` -a '${words.join(' ')}'` : ''}`];
    return [...options.map((option) => `${start}${fishOption(option)}`), ...rest];
  });
  return `# Completion of podreach for fish: save it as podreach.fish in ~/.config/fish/completions.\n${[...heads, ...details].join('\n')}\n`;
}

function fishOption({ flags, description, values }: CompletedOption): string {
  const names = flags.map((flag) =>
    flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`,
  );
  const known = values === undefined || values.length === 0 ? '' : ` -a '${values.join(' ')}'`;
  return `${names.join('')}${values === undefined ? '' : ' -x'}${known} -d ${fishQuoted(description)}`;
}

/** For bash and zsh. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
