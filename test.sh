#!/usr/bin/env bash
# Builds everything and runs every test; the last line is "N passed, N failed, N skipped".
#   ./test.sh          the tests of every day, at most 10 minutes on 2 cores
#   ./test.sh --full   also the long ones (load, random kills, 100,000 chunks), at most 60 minutes
set -uo pipefail
cd "$(dirname "$0")"

full=false
case "${1:-}" in
  "") ;;
  --full) full=true ;;
  *) echo "usage: ./test.sh [--full]" >&2; exit 2 ;;
esac

say() { printf '\n== %s\n' "$*"; }

need() { # command, what to do about it
  command -v "$1" >/dev/null || { echo "$1 is missing. $2" >&2; exit 1; }
}

need dotnet "Install the .NET 10 SDK: https://dotnet.microsoft.com/download"
need npm "Install Node.js 20 or later, which brings npm: https://nodejs.org"

if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing Chromium for the browser tests"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  fi
  command -v chromium >/dev/null || echo "Chromium is missing, so the browser tests are skipped. Install it, for example: sudo apt-get install chromium"
fi

say "Building"
dotnet build SupportBot.sln -c Release -v q -clp:NoSummary || exit 1

passed=0 failed=0 skipped=0 broken=0
results=$(mktemp -d)
for project in tests/*/; do
  name=$(basename "$project")
  [ "$name" = SupportBot.Benchmarks ] && continue
  say "$name"
  filter=(); $full || filter=(-trait- Category=Full)
  dotnet "$project/bin/Release/net10.0/$name.dll" -noLogo -noColor "${filter[@]}" -xml "$results/$name.xml" || broken=1
  [ -s "$results/$name.xml" ] || { echo "$name wrote no results" >&2; broken=1; continue; }
  count() { grep -o "<assembly [^>]*" "$results/$name.xml" | grep -oE " $1=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{n += $1} END {print n + 0}'; }
  passed=$((passed + $(count passed))) failed=$((failed + $(count failed) + $(count errors))) skipped=$((skipped + $(count skipped)))
done
rm -rf "$results"

echo
[ "$broken" = 1 ] && [ "$failed" = 0 ] && failed=1
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
