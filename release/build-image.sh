#!/usr/bin/env bash
# Builds SupportBot's image from base images by digest: release/build-image.sh TAG
# release/pin-images.sh writes the digests; without them nothing is built.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=${IMAGES_LOCK:-release/images.lock}
[ -s "$lock" ] || { echo "$lock is missing. Run release/pin-images.sh first." >&2; exit 1; }
! grep -qvE '^[A-Z_]+=[^@]+@sha256:[0-9a-f]{64}$' "$lock" || { echo "$lock names an image without a digest. Run release/pin-images.sh again." >&2; exit 1; }
arguments=()
while read -r line; do arguments+=(--build-arg "$line"); done < <(grep -v '^ELASTIC_IMAGE=' "$lock")
docker build "${arguments[@]}" --build-arg IS_RELEASE=true -t "${1:?the tag of the image}" .
