#!/usr/bin/env bash
# Builds and runs every test.
#
#   tests/run.sh           all presets (sdk where there is one), consumers that build fauxebs with
#                          them, the style check, fuzzers, mutants of the service, the linter, the
#                          cost of including fauxebs, ratios of speed
#   tests/run.sh --quick   the preset `dev` only
#
# Installs what it needs. One line for each stage; logs stand in build/logs. The last line is
# `N passed, N failed, N skipped`. Exit code 0 only if everything built, every test passed and some
# test ran.
# shellcheck disable=SC2317  # run_check calls the checks
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/support/install_packages.sh

readonly logs=build/logs

passed=0
failed=0
skipped=0
broken_stages=()

# report <stage> <word> <detail> <seconds>
report() {
  printf '%-8s %-7s %-40s %4d s\n' "$1" "$2" "$3" "$4"
}

# show_log <file>: what went wrong, as far as a log can tell: each failure to its end, or else the
# last lines.
show_log() {
  local log="$1" excerpt
  excerpt="$(awk '
    /(^|: )(fatal )?error:|undefined reference|^CMake Error|: Failure$|runtime error:|ERROR: .*Sanitizer|WARNING: ThreadSanitizer|\*\*\*(Exception|Timeout|Not Run)/ {
      left = 15
    }
    /^\[  (FAILED  |     OK )\]/ { left = left > 0 ? 1 : 0 }
    left > 0 { print NR ": " substr($0, 1, 400); left-- }' "$log" | head -n 120)"
  echo "---- $log"
  if [[ -n "$excerpt" ]]; then
    printf '%s\n' "$excerpt"
    sed -n 's/^\(\[  FAILED  \] .*\) ([0-9]* ms)$/\1/p' "$log" | head -n 60
  else
    tail -n 40 "$log"
  fi
  echo "---- end of $log"
}

# broken <stage> <word> <log> <seconds>: counts a stage that came to no result of its own.
broken() {
  report "$1" "BROKEN" "$2" "$4"
  broken_stages+=("$1")
  show_log "$3"
}

# Prints "<name> run|fail|skipped|notrun|disabled" for each test of a run of CTest. What CTest says of
# a test that skipped itself it says of one that could not be run too.
tests_of() {
  awk '
    /^[[:space:]]*<testcase name=/ {
      name = status = $0
      sub(/.*<testcase name="/, "", name); sub(/".*/, "", name)
      sub(/.* status="/, "", status); sub(/".*/, "", status)
    }
    /^[[:space:]]*<skipped message="SKIP_/ { status = "skipped" }
    /<\/testcase>/ { print name, status }' "$1"
}

# Prints "passed failed skipped" of a test run. CTest knows the executables; an executable of
# GoogleTest writes its single tests to a file of its own. One that fails without a failed test has
# crashed, leaked or raced, and counts as one.
count_results() {
  local junit="$1" name status file
  local sum_passed=0 sum_failed=0 sum_skipped=0 in_file
  while read -r name status; do
    file="$(dirname "$junit")/$name.xml"
    if [[ -f "$file" ]]; then
      in_file="$(awk '
        function finish() {
          if (!open) return
          if (bad) f++; else if (unrun) s++; else p++
          open = bad = unrun = 0
        }
        /^ *<testcase name=/ {
          finish()
          open = 1
          unrun = /status="notrun"/ || /result="skipped"/
        }
        /^ *<failure message=/ { bad = 1 }
        END { finish(); print p + 0, f + 0, s + 0 }' "$file")"
      read -r p f s <<< "$in_file"
      if [[ "$status" != run ]] && ((f == 0)); then
        f=1
      fi
    else
      case "$status" in
        run) p=1 f=0 s=0 ;;
        skipped | disabled) p=0 f=0 s=1 ;;
        *) p=0 f=1 s=0 ;;
      esac
    fi
    ((sum_passed += p, sum_failed += f, sum_skipped += s)) || true
  done < <(tests_of "$junit")
  echo "$sum_passed $sum_failed $sum_skipped"
}

# Prints a line for each skipped test of a run: CTest's say `skipped: <reason>`, GoogleTest's have it
# in their files.
show_skipped() {
  local junit="$1" name status file
  while read -r name status; do
    file="$(dirname "$junit")/$name.xml"
    if [[ "$status" == skipped ]]; then
      printf '         %s: ' "$name"
      awk -v name="$name" '
        index($0, "<testcase name=\"" name "\"") { inside = 1 }
        inside && /skipped: / { sub(/.*skipped: /, "skipped: "); print; exit }
        inside && /<\/testcase>/ { print "skipped without a reason"; exit }' "$junit"
    elif [[ -f "$file" ]]; then
      awk '
        /^ *<testcase name=/ { name = $0; sub(/.*<testcase name="/, "", name); sub(/".*/, "", name) }
        /^ *<skipped message=/ {
          sub(/.*message="/, ""); sub(/" *\/?>.*/, ""); gsub(/&#x0A;/, " ")
          print "         " name ": skipped: " $0
        }' "$file"
    fi
  done < <(tests_of "$junit")
}

# Address-space randomisation of some kernels is more than the thread sanitizer of GCC 12 bears.
# Prints the command that runs a program without it, if that is what it takes.
without_randomisation() {
  local probe=build/tsan/tests/no_waiting_test
  if ! "$probe" --gtest_list_tests > /dev/null 2>&1 &&
    setarch "$(uname -m)" -R "$probe" --gtest_list_tests > /dev/null 2>&1; then
    echo "setarch $(uname -m) -R"
  fi
}

# run_tests <test preset> <junit file> <start>: its single results stand beside the file.
run_tests() {
  local preset="$1" junit="$2" start="$3" begin=$SECONDS test_status=0
  local p f s prefix=()
  if [[ "$preset" == tsan ]]; then
    read -r -a prefix <<< "$(without_randomisation)"
  fi
  "${prefix[@]}" ctest --preset "$preset" --output-junit "$junit" \
    > "$logs/$preset.test.log" 2>&1 || test_status=$?
  if [[ ! -f "$junit" ]]; then
    broken "$preset" "no test ran" "$logs/$preset.test.log" $((SECONDS - start))
    return
  fi
  read -r p f s <<< "$(count_results "$junit")"
  if ((test_status != 0 && f == 0)); then
    f=1
  fi
  ((passed += p, failed += f, skipped += s)) || true
  if ((p + f == 0)); then
    broken "$preset" "no test ran" "$logs/$preset.test.log" $((SECONDS - start))
    return
  fi
  local word=ok
  ((f == 0)) || word=FAILED
  report "$preset" "$word" "$p passed, $f failed, $s skipped (tests $((SECONDS - begin)) s)" \
    $((SECONDS - start))
  show_skipped "$junit"
  ((f == 0)) || show_log "$logs/$preset.test.log"
}

# run_preset <preset>: configures, builds, tests.
run_preset() {
  local preset="$1" start=$SECONDS results="$PWD/build/$1/test-results"
  rm -rf "$results"
  mkdir -p "$results"
  if ! cmake --preset "$preset" > "$logs/$preset.configure.log" 2>&1; then
    broken "$preset" "cannot be configured" "$logs/$preset.configure.log" $((SECONDS - start))
    return
  fi
  if ! cmake --build --preset "$preset" -- -k 0 > "$logs/$preset.build.log" 2>&1; then
    broken "$preset" "does not build" "$logs/$preset.build.log" $((SECONDS - start))
    return
  fi
  run_tests "$preset" "$results/ctest.junit" "$start"
}

# run_check <name> <command>...: one test, passed if the command succeeds. Its last line of output
# is shown.
run_check() {
  local name="$1" start=$SECONDS log="$logs/$1.log"
  shift
  if "$@" > "$log" 2>&1; then
    ((passed += 1))
    report "$name" ok "$(tail -n 1 "$log")" $((SECONDS - start))
  else
    ((failed += 1))
    report "$name" FAILED "" $((SECONDS - start))
    show_log "$log"
  fi
}

# The name by which release 14 of a tool of LLVM can be called; fails if there is none. Other
# releases format differently, and know other checks.
llvm_14() {
  local name
  for name in "$1-14" "$1"; do
    if command -v "$name" > /dev/null && "$name" --version | grep -q 'version 14\.'; then
      echo "$name"
      return
    fi
  done
  return 1
}

# skip_check <name> <reason>
skip_check() {
  ((skipped += 1))
  report "$1" skipped "$2" 0
}

# Names the files that clang-format would change.
check_format() {
  local unformatted
  unformatted="$(find include src tests docs/examples \( -name '*.h' -o -name '*.cc' \) -print0 |
    xargs -0 "$(llvm_14 clang-format)" --dry-run 2>&1 |
    sed -n 's/^\([^:]*\):.*: warning: .*/error: not formatted: \1/p' | sort -u)"
  if [[ -n "$unformatted" ]]; then
    printf '%s\n' "$unformatted"
    return 1
  fi
}

# The sources of the libraries and of the examples, and the public headers: several of them as one,
# since most of the time goes into what they include. By its name clang's analyzer knows that such a
# source is none of its own; in the examples' tests it would see GoogleTest's macros, and little else.
check_tidy() {
  local headers sources renamed missing
  rm -rf build/tidy
  cmake --preset clang -B build/tidy -DCMAKE_UNITY_BUILD=ON > "$logs/tidy.configure.log" || return 1
  for headers in build/tidy/{src/{core/fauxebs_core,http/fauxebs_http},fauxebs_{aws,gmock,aws_gmock}}_*_header_sets; do
    find "$headers" -name '*.h.cxx' -exec cat {} + > "$headers/all.cxx"
    if [[ ! -s "$headers/all.cxx" ]]; then
      echo "error: no header to check in $headers"
      return 1
    fi
    printf '%s\0' "$headers/all.cxx" --checks=
  done > build/tidy/sources
  for sources in build/tidy/{src,docs}/*/CMakeFiles/*.dir/Unity/unity_*.cxx; do
    renamed="${sources/unity_/UnifiedSource_}"
    if [[ "$sources" != *_test.dir/* ]]; then cp "$sources" "$renamed"; else renamed="$sources"; fi
    printf '%s\0' "$renamed" --checks=-bugprone-suspicious-include,-google-global-names-in-headers
  done >> build/tidy/sources
  missing="$(comm -23 <(find src docs/examples -name '*.cc' -not -path 'src/cmake/*' | sort) \
    <(sed -n "s|^#include \"$PWD/\(.*\)\"$|\1|p" \
      build/tidy/{src,docs}/*/CMakeFiles/*.dir/Unity/unity_*.cxx | sort))"
  if [[ -n "$missing" ]]; then
    # shellcheck disable=SC2086  # words
    printf 'error: in no source that the linter is given: %s\n' $missing
    return 1
  fi
  xargs -0 -n 2 -P "$(nproc)" "$(llvm_14 clang-tidy)" -p build/tidy --quiet \
    --warnings-as-errors='*' < build/tidy/sources
}

quick=false
case "${1-}" in
  "") ;;
  --quick) quick=true ;;
  *)
    echo "usage: tests/run.sh [--quick]" >&2
    exit 2
    ;;
esac

mkdir -p "$logs"
install_packages "${build_packages[@]}" "${client_packages[@]}"
echo "The seed of the randomised tests is the preset's FAUXEBS_TEST_SEED; default: $(
  sed -n 's/^set(FAUXEBS_TEST_SEED \([0-9]*\).*/\1/p' CMakeLists.txt)"
run_preset dev
if ! $quick; then
  install_packages "${check_packages[@]}"
  run_tests consumers "$PWD/build/dev/test-results/consumers.junit" "$SECONDS"
  if llvm_14 clang-format > /dev/null; then
    run_check format check_format
  else
    skip_check format "clang-format 14 is not installed"
  fi
  for preset in clang asan tsan release; do
    run_preset "$preset"
  done
  # The same tests on the real SDK, where there is one.
  if ! cmake --preset sdk > "$logs/sdk.configure.log" 2>&1 &&
    tr -s ' \n' ' ' < "$logs/sdk.configure.log" | grep -q 'but there is no AWS SDK'; then
    skip_check sdk "CMake finds no AWS SDK for C++ that is whole"
  else
    run_preset sdk
  fi
  run_check fuzz tests/fuzz/run.sh 10
  run_check mutants tests/mutants/run.sh
  if llvm_14 clang-tidy > /dev/null; then
    run_check tidy check_tidy
  else
    skip_check tidy "clang-tidy 14 is not installed"
  fi
  run_check quickstart docs/quickstart.sh
  run_check include tests/benchmark/include_cost.sh
  run_check ratios tests/benchmark/ratios.sh
fi

status=0
if ((${#broken_stages[@]} > 0)); then
  echo "No result from: ${broken_stages[*]}"
  status=1
fi
if ((failed > 0 || passed == 0)); then
  status=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
