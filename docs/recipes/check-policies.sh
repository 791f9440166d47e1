#!/bin/sh
# Everything a release of policies has to pass, for any CI; it needs only sh, git and baoxiao.
# Runs every step, so that one run shows all there is to mend. Exit code: 0 nothing to report, 1 findings,
# 2 something could not be read. What changed since the last release is reported and never fails the run.
#   BAOXIAO_POLICIES   policy folder, from the top of the repository (policies)
#   BAOXIAO_COVERAGE   least share of each policy's rules that cases must touch, in percent (90)
#   BAOXIAO_BASE       revision to compare with (the last tag; nothing is compared where there is none)
set -u
folder=${BAOXIAO_POLICIES:-policies}
least=${BAOXIAO_COVERAGE:-90}
base=${BAOXIAO_BASE:-$(git describe --tags --abbrev=0 2>/dev/null)}
worst=0

# run ALLOWED COMMAND…: an exit code up to ALLOWED is no failure
run() {
  allowed=$1
  shift
  printf '\n$ %s\n' "$*"
  "$@"
  code=$?
  if [ "$code" -gt "$allowed" ] && [ "$code" -gt "$worst" ]; then worst=$code; fi
}

run 0 baoxiao policy lint "$folder"
run 0 baoxiao check "$folder" --coverage-min "$least"
run 0 baoxiao policy curve --all --policies "$folder"
if [ -n "$base" ]; then run 1 baoxiao diff "git:$base" "$folder" --policies "$folder" --cases "$folder"; fi
exit "$worst"
