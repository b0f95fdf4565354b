#!/usr/bin/env bash
# Holds the tests against mutants: each patch in tests/mutants is one wrong behaviour of the service,
# and must turn a test red.
#
#   tests/mutants/run.sh [--jobs N] [name...]   these mutants, or all; N trees at once, default: cores
#   tests/mutants/run.sh --list                 their names and what is wrong in each
#
# A patch begins with a line `<ids of docs/fidelity.md>: <what is wrong>`. Each executable of the
# suite is built without patches first, and must be green; who survives the first executable is held
# against the next. One line for each mutant; the last one is
# `N mutants, N killed, N survived (N %)`. Exit code 0 only if every mutant was killed, and every
# group of rules in docs/fidelity.md has one. The trees stand in build/mutants.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# In this order. Those that this tree does not have are left out.
readonly suite=(conformance_test core_test service_model_test aws_test explore_test)
readonly copied=(CMakeLists.txt include src tests)
readonly longest_run=120  # seconds; who takes longer hangs

readonly root="$PWD"
readonly trees="$root/build/mutants"
readonly patches="$root/tests/mutants"

names_of_all() { basename -s .patch -a "$patches"/*.patch; }
ids_of() { sed -n '1 s/:.*//p' "$patches/$1.patch" | tr -d ' ' | tr ',' '\n'; }
sentence_of() { sed -n '1 s/^[^:]*: //p' "$patches/$1.patch"; }
files_of() { sed -n 's|^+++ b/||p' "$patches/$1.patch"; }

# Those of one file stand together, so that it alone is compiled again.
in_order_of_files() {
  local name
  for name in "$@"; do echo "$(files_of "$name" | head -n 1) $name"; done | sort | cut -d ' ' -f 2
}

groups_of() { cut -d - -f 1 <<< "$1" | sort -u; }

# Names what patches and ledger do not have in common.
check_ledger() {
  local ids broken_ids id group status=0
  ids="$(sed -n 's/^.\([a-z0-9]*-[0-9]*\). |.*/\1/p' docs/fidelity.md | sort)"
  broken_ids="$(for name in $(names_of_all); do ids_of "$name"; done | sort -u)"
  for id in $(comm -13 <(echo "$ids") <(echo "$broken_ids")); do
    echo "error: a mutant breaks the rule $id, which docs/fidelity.md does not have"
    status=1
  done
  for group in $(comm -23 <(groups_of "$ids") <(groups_of "$broken_ids")); do
    echo "error: no mutant breaks a rule of the group $group"
    status=1
  done
  return "$status"
}

# sync <tree>: makes it what stands here. What is the same keeps its time, and is not built again.
sync() {
  local tree="$1" file
  mkdir -p "$tree"
  find "${copied[@]}" -type f -not -path 'tests/mutants/*' | sort > "$tree/files"
  (cd "$tree" && find "${copied[@]}" -type f 2> /dev/null | sort) |
    comm -13 "$tree/files" - | (cd "$tree" && xargs -r rm)
  while read -r file; do
    cmp -s "$file" "$tree/$file" || install -D -m 644 "$file" "$tree/$file"
  done < "$tree/files"
}

configure() {
  cmake -G Ninja -S "$1" -B "$1/build" \
    -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_COMPILER=g++ -DCMAKE_CXX_STANDARD=17 \
    -DCMAKE_CXX_EXTENSIONS=OFF -DCMAKE_CXX_FLAGS="-O0 -D_GLIBCXX_ASSERTIONS" \
    -DFAUXEBS_AWS=standin -DFAUXEBS_BUILD_BENCHMARKS=OFF -DFAUXEBS_BUILD_EXAMPLES=OFF \
    -DFAUXEBS_INSTALL=OFF -DCMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache)" \
    > "$1/configure.log" 2>&1
}

# build <tree> <executable> <jobs>: all trees share what ccache holds, where there is a ccache.
build() {
  CCACHE_BASEDIR="$1" CCACHE_NOHASHDIR=1 cmake --build "$1/build" --target "$2" -j "$3" \
    > "$1/build.log" 2>&1
}

# run <tree> <executable>: prints what turned it red; nothing where it is green.
run() {
  local log="$1/run.log" status=0 red
  GTEST_FAIL_FAST=1 timeout --kill-after=5 "$longest_run" ctest --test-dir "$1/build" \
    --output-on-failure -R "^$2\$" > "$log" 2>&1 || status=$?
  if ((status == 0)); then
    return
  fi
  red="$(sed -n '/^\[  FAILED  \] / {s/^\[  FAILED  \] \([^ ,]*\).*/\1/p;q}' "$log")"
  if ((status == 124 || status == 137)); then
    echo "hang"
  else
    echo "${red:-crash in $(sed -n 's/^\[ RUN      \] //p' "$log" | tail -n 1)}"
  fi
}

# prepare <tree> <executable> <jobs>: what is not patched must be green.
prepare() {
  local red
  if [[ "$2" == "${suite[0]}" ]]; then
    sync "$1"
    configure "$1" || { echo "error: $1/configure.log" && return 1; }
  fi
  build "$1" "$2" "$3" || { echo "error: $2 does not build: $1/build.log" && return 1; }
  red="$(run "$1" "$2")"
  if [[ -n "$red" ]]; then
    echo "error: $2 is red without any patch: $red ($1/run.log)"
    return 1
  fi
}

# try <tree> <executable> <jobs> <name>: prints "killed|survived|broken <why>".
try() {
  local tree="$1" red file
  if ! patch -d "$tree" -p1 -F0 -N -s -r - --no-backup-if-mismatch \
    < "$patches/$4.patch" > "$tree/patch.log" 2>&1; then
    echo "broken does not apply: $(tail -n 1 "$tree/patch.log")"
  elif ! build "$tree" "$2" "$3"; then
    echo "broken does not build: $(grep -m 1 'error:' "$tree/build.log")"
  else
    red="$(run "$tree" "$2")"
    echo "${red:+killed by }${red:-survived}"
  fi
  for file in $(files_of "$4"); do cp "$file" "$tree/$file"; done
}

# hold <tree> <executable> <jobs> <name>...: prints each that is killed or broken, and leaves
# "<outcome> <name>" in the tree's results.
hold() {
  local tree="$1" executable="$2" jobs="$3" name verdict
  : > "$tree/results"
  prepare "$tree" "$executable" "$jobs" || return 1
  shift 3
  for name in "$@"; do
    verdict="$(try "$tree" "$executable" "$jobs" "$name")"
    echo "${verdict%% *} $name" >> "$tree/results"
    if [[ "$verdict" != survived ]]; then
      printf '%-48s %s\n' "$name" "${verdict/#killed by /killed by $executable: }"
    fi
  done
}

jobs="$(nproc)"
wanted=()
while (($# > 0)); do
  case "$1" in
    --list)
      for name in $(names_of_all); do printf '%-48s %s\n' "$name" "$(sentence_of "$name")"; done
      exit
      ;;
    --jobs)
      jobs="${2:?--jobs needs a number}"
      shift
      ;;
    -*)
      echo "usage: tests/mutants/run.sh [--jobs N] [name...] | --list" >&2
      exit 2
      ;;
    *)
      if [[ ! -f "$patches/$1.patch" ]]; then
        echo "There is no mutant '$1'; --list names them." >&2
        exit 2
      fi
      wanted+=("$1")
      ;;
  esac
  shift
done

status=0
check_ledger || status=1
if ((${#wanted[@]} == 0)); then
  mapfile -t wanted < <(names_of_all)
fi
mapfile -t left < <(in_order_of_files "${wanted[@]}")
killed=0
broken=0
# Several trees for the first executable, which kills most; one for the others.
for executable in "${suite[@]}"; do
  if ((${#left[@]} == 0)); then
    break
  fi
  if [[ "$executable" == "${suite[0]}" ]]; then
    workers=$((jobs < ${#left[@]} ? jobs : ${#left[@]}))
  elif ninja -C "$trees/1/build" -t query "$executable" > /dev/null 2>&1; then
    workers=1
  else
    echo "There is no $executable."
    continue
  fi
  pids=()
  for ((n = 1; n <= workers; ++n)); do
    share=()
    for ((i = n - 1; i < ${#left[@]}; i += workers)); do share+=("${left[i]}"); done
    mkdir -p "$trees/$n"
    hold "$trees/$n" "$executable" $((jobs / workers)) "${share[@]}" &
    pids+=($!)
  done
  unprepared=false
  for pid in "${pids[@]}"; do wait "$pid" || unprepared=true; done
  if $unprepared; then
    exit 1
  fi
  left=()
  for ((n = 1; n <= workers; ++n)); do
    while read -r outcome name; do
      case "$outcome" in
        killed) ((killed += 1)) ;;
        broken) ((broken += 1)) ;;
        survived) left+=("$name") ;;
      esac
    done < "$trees/$n/results"
  done
  if ((${#left[@]} > 0)); then
    mapfile -t left < <(in_order_of_files "${left[@]}")
  fi
done

for name in "${left[@]}"; do
  printf '%-48s SURVIVED: %s\n' "$name" "$(sentence_of "$name")"
done
if ((killed < ${#wanted[@]})); then
  status=1
fi
if ((broken > 0)); then
  echo "$broken of the patches are broken"
fi
echo "${#wanted[@]} mutants, $killed killed, ${#left[@]} survived ($((100 * killed / ${#wanted[@]})) %)"
exit "$status"
