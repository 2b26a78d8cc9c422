#!/usr/bin/env bash
# Measures an older commit beside the working tree, in turns, and prints a Markdown table of medians and ratios.
#   tests/SupportBot.Benchmarks/compare.sh OLD_COMMIT [SECONDS [RUNS [BENCHMARK…]]]
# SECONDS of load is 15, RUNS is 3, and the benchmarks are peers, messages and sockets, unless others are given.
# messages:200 is messages at 200 a second in place of 1,000.
# Needs the load rig: see docs/benchmarks.md.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,6s/^# *//p' "$0" >&2; exit 2; }
cd "$(dirname "$0")"
repository=$(git rev-parse --show-toplevel)
commit=$(git rev-parse --verify --quiet "$1^{commit}") || { echo "There is no commit $1." >&2; exit 2; }
seconds=${2:-15} runs=${3:-3}
benchmarks=("${@:4}")
[ ${#benchmarks[@]} -gt 0 ] || benchmarks=(peers messages sockets)
export SUPPORTBOT_TOOLS=${SUPPORTBOT_TOOLS:-$repository/../shared/tools}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
figures=$work/figures.tsv

say() { echo "$*" >&2; }

build() { # the folder of a repository
  dotnet build "$1/tests/SupportBot.Benchmarks" -c Release -v q -clp:NoSummary -p:NuGetAudit=false >&2
}

# A table of figures has a row for each, with its unit; the table of peers has a column for each.
parse() { # old or new, benchmark
  awk -F ' *\\| *' -v OFS='\t' -v side="$1" -v benchmark="$2" '
    function emit(name, figure) {
      gsub(",", "", figure)
      split(figure, part, " ")
      if (name !~ /: Times ours$/ && part[1] ~ /^-?[0-9.]+$/) print side, benchmark, name, part[1], part[2]
    }
    !/^\|/ || /^\|-/ { next }
    $2 == "Load" { for (i = 4; i < NF; i++) column[i] = $i; peers = 1; next }
    $2 == "What" { next }
    peers { for (i = 4; i < NF; i++) emit($2 ", " $3 ": " column[i], $i); next }
    { emit($2, $3) }'
}

measure() { # old or new, the folder of a repository, benchmark
  say "Run $run of $runs: $3, $1"
  local code=0 program=$2/tests/SupportBot.Benchmarks/bin/Release/net10.0/SupportBot.Benchmarks.dll
  local rate=${3#"${3%%:*}"}
  MESSAGES_PER_SECOND=${rate#:} dotnet "$program" "${3%%:*}" "$seconds" > "$work/output" || code=$?
  # Exit code 1: a bar was missed.
  [ "$code" -le 1 ] || { cat "$work/output" >&2; exit "$code"; }
  parse "$1" "$3" < "$work/output" >> "$figures"
}

say "Building ${commit:0:12}"
mkdir "$work/old"
git -C "$repository" archive "$commit" | tar -x -C "$work/old"
# An older commit knows one rate only.
rate='int.TryParse(Environment.GetEnvironmentVariable("MESSAGES_PER_SECOND"), out var rate) ? rate : 1_000'
sed -i "s/private const int \(MessagesPerSecond =\) 1_000;/private static readonly int \1 $rate;/" \
  "$work/old/tests/SupportBot.Benchmarks/Load/MessagesBenchmark.cs"
build "$work/old"
say "Building the working tree"
build "$repository"

for ((run = 1; run <= runs; run++)); do
  for benchmark in "${benchmarks[@]}"; do
    # Whoever is first finds another machine than who comes after: they take turns.
    if ((run % 2)); then order=(old new); else order=(new old); fi
    for side in "${order[@]}"; do
      if [ "$side" = old ]; then folder=$work/old; else folder=$repository; fi
      measure "$side" "$folder" "$benchmark"
    done
  done
done

echo "Medians, $runs × $seconds s: old is ${commit:0:12}, new is $(git describe --always --dirty), on $(date -u +%F)."
echo
echo "| Benchmark | Figure | Old | New | New / old |"
echo "|---|---|---|---|---|"
sort -t $'\t' -s -g -k4,4 "$figures" | awk -F '\t' -v rows="$figures" '
  function median(side, row,    n) {
    n = count[side, row]
    if (!n) return "–"
    return (value[side, row, int((n + 1) / 2)] + value[side, row, int(n / 2) + 1]) / 2
  }
  function shown(figure, unit) {
    if (figure == "–") return figure
    return sprintf("%.4g", figure) (unit == "" ? "" : " " unit)
  }
  { row = $2 FS $3; value[$1, row, ++count[$1, row]] = $4 }
  END {
    while ((getline < rows) > 0) {
      row = $2 FS $3
      if (printed[row]++) continue
      old = median("old", row); new = median("new", row)
      ratio = old == "–" || new == "–" || old == 0 ? "–" : sprintf("%.2f", new / old)
      printf "| %s | %s | %s | %s | %s |\n", $2, $3, shown(old, $5), shown(new, $5), ratio
    }
  }'
