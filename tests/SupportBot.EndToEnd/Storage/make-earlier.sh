#!/usr/bin/env bash
# Makes the data folder of an earlier version that UpgradeTests opens, in Earlier/ beside this script: the database as
# SQL with {docs} for the documentation folder, its keys, and the token of a visitor who asked a question.
#   tests/SupportBot.EndToEnd/Storage/make-earlier.sh [COMMIT]
# COMMIT is the last one before the newest migration unless another is given. Needs curl, jq and sqlite3.
set -euo pipefail
cd "$(dirname "$0")"
repository=$(git rev-parse --show-toplevel) earlier=$PWD/Earlier

last_before_newest_migration() {
  git -C "$repository" log --diff-filter=A -1 --format=%H^ -- src/SupportBot.Core/Storage/Migrations
}

commit=$(git -C "$repository" rev-parse "${1:-$(last_before_newest_migration)}")
work=$(mktemp -d)
docs=$work/source/tests/SupportBot.EndToEnd/Handbook
host=
trap '[ -z "$host" ] || kill "$host" 2>/dev/null; rm -rf "$work"' EXIT

echo "Building $commit"
mkdir "$work/source"
git -C "$repository" archive "$commit" | tar -x -C "$work/source"
dotnet build "$work/source/src/SupportBot" -c Release -v q -clp:NoSummary -p:NuGetAudit=false

echo "Asking a question"
url=http://127.0.0.1:${PORT:-12987}
: > "$work/log"
dotnet "$work/source/src/SupportBot/bin/Release/net10.0/supportbot.dll" serve --url "$url" \
  --data "$work/data" --docs "$docs" > "$work/log" &
host=$!
until grep -q '^Ready' "$work/log"; do
  kill -0 "$host" # Has it ended?
  sleep 0.2
done
post() { curl -sSf -X POST "$url$1" -H 'Content-Type: application/json' -H "Authorization: Bearer ${token:-}" -d "$2"; }
visitor=$(post /api/webchat/token '{}')
token=$(jq -r .token <<< "$visitor")
conversation=/v3/directline/conversations/$(jq -r .conversationId <<< "$visitor")
post /v3/directline/conversations '{}' > "$work/started"
question='{"type":"message","text":"How long does the warranty last?","from":{"id":"visitor"}}'
post "$conversation/activities" "$question" > "$work/posted"
until [ "$(sqlite3 "$work/data/supportbot.db" 'SELECT count(*) FROM audit_head')" = 1 ]; do sleep 0.5; done
kill "$host"
wait "$host" || true
host=

rm -rf "$earlier"
mkdir "$earlier"
{
  echo "-- Made by make-earlier.sh from $commit."
  sqlite3 "$work/data/supportbot.db" .dump | sed "s|$docs|{docs}|"
  echo "PRAGMA user_version=$(sqlite3 "$work/data/supportbot.db" 'PRAGMA user_version');"
} > "$earlier/supportbot.sql"
cp "$work/data/webchat.key" "$work/data/audit.key" "$earlier"
jq '{token, conversationId}' <<< "$visitor" > "$earlier/visitor.json"
ls -l "$earlier"
