import type { CommandWords, Filling, OptionWords } from './model.ts';

/** For bash 3.2 and newer, without any helper: macOS still has the former. */
export function bashScript(commands: readonly CommandWords[]): string {
  return `# TAB completion of baoxiao for bash. Made by: baoxiao completion bash

# What may follow a command: $commands, $options and, of these, in $again what may be given several times.
_baoxiao_at() {
  commands= options= again=
  case $1 in
${commands.map(wordsAt).filter(Boolean).join('\n')}
  esac
}

# What an option of a command takes, in $offer; fails for one that takes nothing.
_baoxiao_value() {
  case "$1 $2" in
${values(commands).join('\n')}
    *) return 1 ;;
  esac
}

# What stands at a place behind a command, counted from 0, in $offer.
_baoxiao_argument() {
  case "$1 $2" in
${commands.flatMap(argumentsAt).join('\n')}
    *) return 1 ;;
  esac
}
${WALK}`;
}

function quoted(words: readonly string[]): string {
  return `'${words.join(' ')}'`;
}

function wordsAt({ path, commands, options }: CommandWords): string {
  const names = (list: readonly OptionWords[]): string[] => list.flatMap((option) => [...option.names]);
  const parts = {
    commands: commands.map(({ word }) => word),
    options: names(options),
    again: names(options.filter((option) => option.repeats)),
  };
  const set = Object.entries(parts)
    .filter(([, words]) => words.length > 0)
    .map(([name, words]) => `${name}=${quoted(words)}`);
  return set.length === 0 ? '' : `    ${quoted([path])}) ${set.join(' ')} ;;`;
}

function offerIn(filling: Filling): string {
  if (typeof filling === 'string') return `@${filling}`;
  return filling.map(({ word }) => word).join(' ');
}

/** Options by what they take. One that means the same everywhere needs no command before it. */
function values(commands: readonly CommandWords[]): string[] {
  const takes = new Map<string, Map<string, string>>();
  for (const { path, options } of commands) {
    for (const { names, value } of options) {
      for (const name of names) {
        const by = takes.get(name) ?? new Map<string, string>();
        takes.set(name, by.set(path, value ? offerIn(value.filling) : ''));
      }
    }
  }
  const patterns = new Map<string, string[]>();
  const add = (offer: string, pattern: string): void => {
    if (offer !== '') patterns.set(offer, [...(patterns.get(offer) ?? []), pattern]);
  };
  for (const [name, by] of takes) {
    if (new Set(by.values()).size === 1) add([...by.values()][0] ?? '', `*' ${name}'`);
    else for (const [path, offer] of by) add(offer, `'${path} ${name}'`);
  }
  return [...patterns].map(([offer, names]) => `    ${names.join('|')}) offer='${offer}' ;;`);
}

function argumentsAt({ path, arguments: all }: CommandWords): string[] {
  return all.map(({ endless, filling }, at) => {
    const pattern = endless ? `'${path} '*` : `'${path} ${at}'`;
    return `    ${pattern}) offer='${offerIn(filling)}' ;;`;
  });
}

const WALK = `
_baoxiao_paths() { # -f or -d
  local found
  # Readline itself knows best how to write the name of a file, but only bash 4 lets it.
  if [[ $1 == -f && -z $lead ]] && compopt -o default 2>/dev/null; then return; fi
  compopt -o filenames 2>/dev/null
  while IFS= read -r found; do COMPREPLY+=("$found"); done < <(compgen "$1" -- "\${cur//\\\\/}")
}

_baoxiao() {
  local IFS=$' \\t\\n' words=() word i cur raw whole lead= path= place=0 pending= ended= given=' '
  local commands options again offer=
  COMPREPLY=()
  # Bash cuts words at = and :, too; here they are whole again.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if ((\${#words[@]})) && [[ $word == [=:] || \${COMP_WORDS[i - 1]} == [=:] ]]; then
      words[\${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  cur=\${words[\${#words[@]} - 1]} raw=\${COMP_WORDS[COMP_CWORD]}
  [[ $raw == [=:] ]] && raw=
  for ((i = 0; i < \${#words[@]} - 1; i++)); do
    word=\${words[i]}
    if [[ -n $pending && ( $word == - || $word != -* ) ]]; then
      pending=
      continue
    fi
    pending=
    if [[ -n $ended ]]; then
      place=$((place + 1))
      continue
    fi
    case $word in
      --) ended=1 ;;
      --*=*) given+="\${word%%=*} " ;;
      -?*)
        given+="$word "
        _baoxiao_value "$path" "$word" && pending=1
        ;;
      *)
        _baoxiao_at "$path"
        if [[ " $commands " == *" $word "* ]]; then path=\${path:+$path }$word place=0; else place=$((place + 1)); fi
        ;;
    esac
  done
  _baoxiao_at "$path"
  if [[ -z $ended && $cur == --*=* ]]; then
    lead=\${cur%%=*}
    _baoxiao_value "$path" "$lead" || return
    cur=\${cur#*=} lead+='='
    # Where = cuts words, readline sees the value alone.
    [[ $raw == "$cur" ]] && lead=
  elif [[ -z $pending || $cur == -* ]]; then
    offer=$commands
    if [[ -z $offer ]]; then _baoxiao_argument "$path" "$place" || offer=; fi
    if [[ -z $ended && ( $cur == -* || -z $offer ) ]]; then
      offer=
      for word in $options; do
        [[ $given == *" $word "* && " $again " != *" $word "* ]] || offer+=" $word"
      done
    fi
  fi
  case $offer in
    @file) _baoxiao_paths -f ;;
    @folder) _baoxiao_paths -d ;;
    @*) ;;
    *)
      for word in $offer; do [[ $word == "$cur"* ]] && COMPREPLY+=("$word"); done
      [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *[=:] ]] && compopt -o nospace 2>/dev/null
      ;;
  esac
  # What stands before the part of the word that readline sees is there already.
  whole=$lead$cur
  [[ $whole == *"$raw" ]] && whole=\${whole%"$raw"}
  for i in "\${!COMPREPLY[@]}"; do
    word=$lead\${COMPREPLY[i]}
    COMPREPLY[i]=\${word#"$whole"}
  done
  return 0
}

complete -F _baoxiao baoxiao
`;
