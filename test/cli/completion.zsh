# Types each line into an interactive zsh, presses TAB, and prints what then stands there.
# Arguments: the completion script, the folder to be in, the lines.
zmodload zsh/zpty
zpty shell zsh -i
zpty -w shell "PS1= PS2= RPS1=; bindkey -e; cd ${(q)2}; autoload -Uz compinit; compinit -D -u; source ${(q)1}"
zpty -w shell 'said() { print -r -- "<<$BUFFER>>"; zle kill-buffer }; zle -N said; bindkey "^X^A" said; print re""ady'
zpty -r -m shell out '*ready*'
for line in "${@:3}"; do
  zpty -n -w shell "$line"$'\t\x18\x01'
  zpty -r -m shell out '*<<*>>*'
  print -r -- "${${out##*<<}%%>>*}"
done
zpty -d shell
