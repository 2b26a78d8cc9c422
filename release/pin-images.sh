#!/usr/bin/env bash
# Writes release/images.lock: each image of release/images.env with the digest that its registry gives now.
set -euo pipefail
cd "$(dirname "$0")"
lock=$(mktemp)
while IFS='=' read -r name image; do
  digest=$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}')
  [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || { echo "$image: the registry gives no digest" >&2; exit 1; }
  echo "$name=$image@$digest" >> "$lock"
done < images.env
mv "$lock" "${1:-images.lock}"
