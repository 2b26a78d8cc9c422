#!/usr/bin/env bash
# Makes a release: the program, its SBOM (CycloneDX) and checksums. A known vulnerability in a package stops it, and so
# does an audit without data.
#   release/release.sh [FOLDER]        default: artifacts
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-artifacts}
mkdir -p "$out"

dotnet tool restore
dotnet restore src/SupportBot --configfile release/nuget.config --locked-mode -p:IsRelease=true
dotnet publish src/SupportBot -c Release --no-restore -p:IsRelease=true -o "$out/supportbot"
release/sbom.sh "$out/supportbot.cdx.json"
version=$(dotnet msbuild src/SupportBot -getProperty:Version)
tar -C "$out" -czf "$out/supportbot-$version.tar.gz" supportbot
(cd "$out" && sha256sum "supportbot-$version.tar.gz" supportbot.cdx.json > SHA256SUMS)
echo "Released to $out"
