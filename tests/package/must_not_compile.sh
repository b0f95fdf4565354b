#!/usr/bin/env bash
# Shows that a source compiles, and that with -DMUST_NOT_COMPILE it does not, with an error that the
# expression in its first line, `// Says: <expression>`, matches.
#
#   must_not_compile.sh <source> <compiler and flags>...
set -euo pipefail
export LC_ALL=C

readonly source="$1"
shift
says="$(sed -n '1s|^// Says: ||p' "$source")"
readonly says
if [[ -z "$says" ]]; then
  echo "$source does not begin with '// Says: '"
  exit 1
fi

if ! "$@" -fsyntax-only "$source"; then
  echo "It does not compile even without -DMUST_NOT_COMPILE."
  exit 1
fi
if output="$("$@" -fsyntax-only -DMUST_NOT_COMPILE "$source" 2>&1)"; then
  echo "It compiles, and must not."
  exit 1
fi
if ! grep -E "error: .*($says)" <<< "$output"; then
  printf '%s\n' "$output" "It does not compile, but for another reason than: $says"
  exit 1
fi
