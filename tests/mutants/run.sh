#!/usr/bin/env bash
# Holds the tests against mutants: each patch in tests/mutants is one wrong behaviour of the service,
# and must turn a test red.
#
#   tests/mutants/run.sh [--jobs N] [name...]   these mutants, or all; N at once, default: cores
#   tests/mutants/run.sh --list                 their names and what is wrong in each
#
# A patch begins with a line `<ids of docs/fidelity.md>: <what is wrong>`, or where a word of the rule
# language or a matcher does the wrong thing, `word <Name>[, <Name>...]: <what is wrong>`. The
# executables of the suite are built without patches first, and must be green; who survives one is
# held against the next. One line for each mutant; the last one is `N mutants, N killed, N survived
# (N %)`. Exit code 0 only if every mutant was killed, and every group of rules in docs/fidelity.md,
# every word of the rule language and every matcher has one.
#
# No source is touched: what a patch changes is compiled beside the build in build/mutants, and
# linked before it.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# In this order. Those that this tree does not have are left out.
readonly suite=(conformance_test core_test service_model_test aws_test matcher_verdicts_test gmock_test
  aws_gmock_test http_test explore_test)
readonly longest_run=120  # seconds; who takes longer hangs

readonly root="$PWD"
readonly build="$root/build/dev"  # the preset dev
readonly work="$root/build/mutants"
readonly patches="$root/tests/mutants"

# As tests/support/add_test.cmake has it.
export AWS_EC2_METADATA_DISABLED=true AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
export AWS_REGION=us-east-1 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
RC_PARAMS="seed=$(sed -n 's/^set(FAUXEBS_TEST_SEED \([0-9]*\).*/\1/p' CMakeLists.txt)"
export RC_PARAMS GTEST_FAIL_FAST=1

names_of_all() { basename -s .patch -a "$patches"/*.patch; }
ids_of() { sed -n '1 {/^word /! s/:.*//p}' "$patches/$1.patch" | tr -d ' ' | tr ',' '\n'; }
words_of() { sed -n '1 s/^word \([^:]*\):.*/\1/p' "$patches/$1.patch" | tr -d ' ' | tr ',' '\n'; }
sentence_of() { sed -n '1 s/^[^:]*: //p' "$patches/$1.patch"; }
files_of() { sed -n 's|^+++ b/||p' "$patches/$1.patch"; }
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

# Prints what a rule is written with: the selectors, occurrences, policies and verbs.
words_of_rules() {
  sed -n '/^class .*RuleBuilder {/,/^ private:/ s/^  \(RuleBuilder\|Rule\) \([A-Z][A-Za-z]*\)(.*/\2/p' \
    include/fauxebs/faults.h
}

readonly matcher_headers='^include/fauxebs/\(aws_\)\?gmock/'

# Prints the matchers that tests write unqualified.
matchers() {
  sed -n '/^namespace words/,/^}/ s/^using fauxebs::\([A-Za-z]*\);/\1/p' \
    include/fauxebs/{gmock,aws_gmock}/*.h | grep -v Mock
}

# Prints the words that patches break: the matchers' are in the headers of GoogleMock's layers, and
# some of them have the name of a word of the rule language.
broken_words_of_rules() {
  local name
  for name in $(names_of_all); do
    files_of "$name" | grep -q "$matcher_headers" || words_of "$name"
  done
}
broken_matchers() {
  local name
  for name in $(names_of_all); do
    ! files_of "$name" | grep -q "$matcher_headers" || words_of "$name"
  done
}

# compare_words <what they are> <words> <broken words>: names what the two do not have in common.
compare_words() {
  local word status=0
  for word in $(comm -13 <(sort -u <<< "$2") <(sort -u <<< "$3")); do
    echo "error: a mutant breaks $word, which is no $1"
    status=1
  done
  for word in $(comm -23 <(sort -u <<< "$2") <(sort -u <<< "$3")); do
    echo "error: no mutant breaks the $1 $word"
    status=1
  done
  return "$status"
}

check_words() {
  local status=0
  compare_words "word of the rule language" "$(words_of_rules)" "$(broken_words_of_rules)" || status=1
  compare_words "matcher" "$(matchers)" "$(broken_matchers)" || status=1
  return "$status"
}

# Prints the last command that makes a file of the build.
command_for() { ninja -C "$build" -t commands "$1" | tail -n 1; }

# Mutants may leave something unused, and nobody debugs them.
readonly lenient="-w -g0"

# There may be a linker that is three times as fast.
linker="-Wl,-S"
if g++ -fuse-ld=gold -Wl,--version > /dev/null 2>&1; then linker+=" -fuse-ld=gold"; fi
readonly linker

# has <executable>
has() { ninja -C "$build" -t query "$1" > /dev/null 2>&1; }

# run <program> <log>: prints what turned it red; nothing where it is green.
run() {
  local status=0 red running
  timeout --kill-after=5 "$longest_run" "$1" > "$2" 2>&1 || status=$?
  if ((status == 0)); then
    return
  fi
  red="$(sed -n '/^\[  FAILED  \] / {s/^\[  FAILED  \] \([^ ,]*\).*/\1/p;q}' "$2")"
  running="$(sed -n 's/^\[ RUN      \] //p' "$2" | tail -n 1)"
  if [[ -n "$red" ]]; then
    echo "$red"
  elif [[ -z "$running" ]]; then
    echo "no test: $(tail -n 1 "$2")"
  elif ((status == 124)); then
    echo "a hang in $running"
  else
    echo "a crash in $running"
  fi
}

# prepare <executable>: what is not patched must be green. Leaves beside the build what mutants are
# made from: the command that links it, its objects, and which of them depend on which file.
prepare() {
  local executable="$1" made red
  if ! cmake --build "$build" --target "$executable" > "$work/$executable.build.log" 2>&1; then
    echo "error: $executable does not build: $work/$executable.build.log"
    return 1
  fi
  command_for "$executable" > "$work/$executable.link"
  made="$(grep -o -- "-o [^ ]*/$executable " "$work/$executable.link" | cut -d ' ' -f 2)"
  red="$(run "$build/$made" "$work/$executable.log")"
  if [[ -n "$red" ]]; then
    echo "error: $executable is red without any patch: $red ($work/$executable.log)"
    return 1
  fi
  ninja -C "$build" -t inputs "$executable" | grep '\.o$' | sort > "$work/$executable.objects"
  ninja -C "$build" -t deps |
    awk -v root="$root/" '
      /^[^ ]/ { sub(/:.*/, ""); object = $0 }
      /^ / { sub(/^ *(\.\.\/\.\.\/)/, root); if (index($1, root) == 1) print $1, object }' > "$work/deps"
}

# Prints the objects of an executable that a mutant changes.
objects_of() {
  local file
  for file in $(files_of "$2"); do
    awk -v file="$root/$file" '$1 == file { print $2 }' "$work/deps"
  done | sort -u | comm -12 - "$work/$1.objects"
}

# Prints those of them that are likely to be enough: the libraries', and of the tests' the one whose
# source has the mutant's word most often. A header's mutant changes most of the tests; where these go
# on with the header as it was, its functions are the mutant's for all (see link).
telling_objects_of() {
  local object word own=/$1.dir/
  objects_of "$1" "$2" | grep -v "$own" || true
  word="$(words_of "$2" | head -n 1)"
  if [[ -n "$word" ]]; then
    for object in $(objects_of "$1" "$2" | grep "$own"); do
      echo "$(grep -cw "$word" "$(source_of "$object")" || true) $object"
    done | sort -s -r -n | sed -n '1 s/.* //p'
  fi
}

# Prints the source of an object.
source_of() { command_for "$1" | sed 's/.* -c //'; }

# compile <folder> <object>: with the patched files that stand in the folder.
compile() {
  local command source
  command="$(command_for "$2") $lenient"
  source="$(source_of "$2")"
  command="${command/ -I/ -I$1/include -I$1/src -I}"
  if [[ -f "${source/#$root/$1}" ]]; then
    command="${command/ -c $root/ -c $1}"
  fi
  mkdir -p "$1/$(dirname "$2")"
  (cd "$build" && eval "${command//$2/$1/$2}")
}

# link <folder> <executable> <object>...: with the mutant's objects first, so that the linker does not
# look for them in their library, and of a function that many objects have takes the mutant's.
link() {
  local folder="$1" executable="$2" object command before="" made
  shift 2
  command="$(< "$work/$executable.link")"
  made="$(grep -o -- "-o [^ ]*/$executable " <<< "$command")"
  for object; do
    command="${command/ $object / }"
    before+="$folder/$object "
  done
  command="${command/g++ /g++ $linker $before}"
  (cd "$build" && eval "${command/$made/-o $folder/$executable }")
}

# Prints which tests a mutant is held against: searches in the block map are two thirds of the time of
# core_test, and find what is wrong there only.
filter_for() {
  if files_of "$1" | grep -q block_map; then echo '*'; else echo '-BlockMap.Diffs*'; fi
}

# verdict <executable> <name>: prints "killed by <test>", "survived" or "broken <why>".
verdict() {
  local folder="$work/of/$2" file all objects object held="" red
  if [[ "$1" == conformance_test && -n "$(words_of "$2")" ]]; then  # hardly writes any
    echo "survived"
    return
  fi
  if [[ ! -d "$folder" ]]; then
    for file in $(files_of "$2"); do install -D -m 644 "$file" "$folder/$file"; done
    if ! patch -d "$folder" -p1 -F0 -N -s -r - < "$patches/$2.patch" > "$folder/log" 2>&1; then
      echo "broken does not apply: $(tail -n 1 "$folder/log")"
      return
    fi
  fi
  all="$(objects_of "$1" "$2")"
  for objects in "$(telling_objects_of "$1" "$2")" "$all"; do
    if [[ -z "$objects" || "$objects" == "$held" ]]; then
      continue
    fi
    held="$objects"
    for object in $objects; do
      if [[ ! -f "$folder/$object" ]] && ! compile "$folder" "$object" > "$folder/log" 2>&1; then
        echo "broken does not build: $(grep -m 1 'error:' "$folder/log")"
        return
      fi
    done
    # shellcheck disable=SC2086  # words
    if ! link "$folder" "$1" $objects > "$folder/log" 2>&1; then
      echo "broken does not link: $(tail -n 1 "$folder/log")"
      return
    fi
    red="$(GTEST_FILTER="$(filter_for "$2")" run "$folder/$1" "$folder/log")"
    rm "$folder/$1"
    case "$red" in
      "") ;;
      "a crash in "* | "a hang in "*)
        if [[ "$objects" == "$all" ]]; then  # or else it may come from a mixture of two layouts
          echo "killed by $red"
          return
        fi
        ;;
      "no test: "*)
        echo "broken $red"
        return
        ;;
      *)
        echo "killed by $red"
        return
        ;;
    esac
  done
  echo "survived"
}

# hold <executable> <name>: prints a line unless the mutant survives, leaves the outcome.
hold() {
  local verdict
  verdict="$(verdict "$1" "$2")"
  echo "${verdict%% *}" > "$work/of/$2.outcome"
  if [[ "$verdict" != survived ]]; then
    printf '%-48s %s\n' "$2" "${verdict/#killed by /killed by $1: }"
  fi
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
check_words || status=1
if ((${#wanted[@]} == 0)); then
  mapfile -t wanted < <(names_of_all)
fi
rm -rf "$work"
mkdir -p "$work/of"
if ! cmake --preset dev > "$work/configure.log" 2>&1; then
  cat "$work/configure.log"
  exit 1
fi

left=("${wanted[@]}")
killed=0
broken=0
for executable in "${suite[@]}"; do
  if ((${#left[@]} == 0)); then
    break
  fi
  if ! has "$executable"; then
    continue
  fi
  prepare "$executable" || exit 1
  for name in "${left[@]}"; do
    while (($(jobs -rp | wc -l) >= jobs)); do wait -n || true; done
    hold "$executable" "$name" &
  done
  wait
  survivors=()
  for name in "${left[@]}"; do
    case "$(< "$work/of/$name.outcome")" in
      killed) ((killed += 1)) ;;
      survived) survivors+=("$name") ;;
      *) ((broken += 1)) ;;
    esac
  done
  left=("${survivors[@]}")
done

for name in "${left[@]}"; do
  printf '%-48s SURVIVED: %s\n' "$name" "$(sentence_of "$name")"
done
if ((broken > 0)); then
  echo "$broken patches are broken"
fi
if ((killed < ${#wanted[@]})); then
  status=1
fi
echo "${#wanted[@]} mutants, $killed killed, ${#left[@]} survived ($((100 * killed / ${#wanted[@]})) %)"
exit "$status"
