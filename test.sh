#!/usr/bin/env bash
# Builds everything and runs the tests. Prints the slowest 20; the last line is "N passed, N failed, N skipped".
#   ./test.sh                        the everyday tests, at most 10 minutes on 2 cores
#   ./test.sh --full                 also the long ones (load, random kills, 100,000 chunks), at most 60 minutes
#   ./test.sh --without-shared-data  only the tests that read shared data, with that data out of reach: none may fail
set -uo pipefail
cd "$(dirname "$0")"

# A program that takes longer has failed. The machine may be slower than it should be.
filter=(-trait- Category=Full) limit=15m
case "${1:-}" in
  "") ;;
  --full) filter=() limit=60m ;;
  --without-shared-data)
    filter=(-trait Category=SharedData)
    export SUPPORTBOT_DATA=/nonexistent SUPPORTBOT_CONTRACTS=/nonexistent SUPPORTBOT_TOOLS=/nonexistent
    ;;
  *) echo "usage: ./test.sh [--full | --without-shared-data]" >&2; exit 2 ;;
esac

say() { printf '\n== %s\n' "$*"; }

need() { # command, what to do about it
  command -v "$1" >/dev/null || { echo "$1 is missing. $2" >&2; exit 1; }
}

need dotnet "Install the .NET 10 SDK: https://dotnet.microsoft.com/download"
need npm "Install Node.js 20 or later, which brings npm: https://nodejs.org"

install() { # package, where the system lets us
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $1 for the tests"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
  fi
}

if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
  install chromium
  command -v chromium >/dev/null ||
    echo "Chromium is missing, so the browser tests are skipped. Install it, for example: sudo apt-get install chromium"
fi

if ! command -v sqlite3 >/dev/null; then
  install sqlite3
  command -v sqlite3 >/dev/null ||
    echo "sqlite3 is missing, so the backup test is skipped. Install it, for example: sudo apt-get install sqlite3"
fi

say "Building"
# The crash tests end the program at failpoints, which no other build has.
dotnet build SupportBot.sln -c Release -v q -clp:NoSummary -p:Failpoints=true || exit 1

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

count() { # attribute of the assemblies in a results file
  grep -o "<assembly [^>]*" "$2" | grep -oE " $1=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{n += $1} END {print n + 0}'
}

# Test programs and the hosts that they start end before profiles pay off. Much of their time is JIT compilation, which
# takes less without W^X.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0

# A test program that hangs has failed.
within=(timeout --kill-after=10s "$limit")
command -v timeout >/dev/null || within=()

run() { # name of a test program; in place of the subshell that calls it
  exec "${within[@]}" dotnet "tests/$1/bin/Release/net10.0/$1.dll" -noLogo -noColor -longRunning 60 "${filter[@]}" \
    -xml "$results/$1.xml"
}

ended() { # exit code of a test program
  case "$1" in
    124) echo "was stopped after $limit" ;;
    137) echo "was killed, after $limit or for lack of memory" ;;
    *) echo "ended with code $1" ;;
  esac
}

passed=0 failed=0 skipped=0
tally() { # name of a test program that has ended, its exit code
  local code=$2 file="$results/$1.xml" failures
  if [ ! -s "$file" ]; then
    echo "$1 $(ended "$code") and wrote no results" >>"$results/failures"
    failed=$((failed + 1))
    return
  fi
  failures=$(($(count failed "$file") + $(count errors "$file")))
  # A test program that ends with an error has failed, even where no test of it did.
  if [ "$code" != 0 ] && [ "$failures" = 0 ]; then
    echo "$1 $(ended "$code"), although no test of it failed" >>"$results/failures"
    failures=1
  fi
  passed=$((passed + $(count passed "$file"))) failed=$((failed + failures))
  skipped=$((skipped + $(count skipped "$file")))
}

# The end-to-end tests mostly wait for browsers and hosts, so the others run beside them.
beside=SupportBot.EndToEnd
run "$beside" >"$results/$beside.log" 2>&1 &
running=$!
# Whoever stops this script stops what it started too.
trap 'kill "$running" 2>/dev/null; rm -rf "$results"' EXIT

for project in tests/*/; do
  name=$(basename "$project")
  case "$name" in SupportBot.Benchmarks | "$beside") continue ;; esac
  say "$name"
  (run "$name")
  tally "$name" $?
done

say "$beside"
wait "$running"
code=$?
trap 'rm -rf "$results"' EXIT
cat "$results/$beside.log"
tally "$beside" "$code"

say "The slowest 20 tests, in seconds"
grep -ohE '<test [^>]* name="[^"]*"[^>]* time="[0-9.]+"' "$results"/*.xml |
  sed -E 's/.* name="([^"]*)".* time="([0-9.]+)"/\2 \1/' | sort -rn | sed 20q

# Whoever sees only the end of the output sees what failed.
awk -v RS='<(test|error) ' '/^[^>]*result="Fail"/ || !/^[^>]*result="/ {
  if (!match($0, /<message>.*<\/message>/)) next
  message = substr($0, RSTART + 9, RLENGTH - 19)
  gsub(/<!\[CDATA\[|\]\]>/, "", message); gsub(/[ \n]+/, " ", message)
  name = substr($0, index($0, " name=\"") + 7)
  print substr(name, 1, index(name, "\"") - 1) ": " substr(message, 1, 500)
}' "$results"/*.xml >>"$results/failures"
if [ -s "$results/failures" ]; then
  say "What failed"
  cat "$results/failures"
fi

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ $((passed + skipped)) -gt 0 ]
