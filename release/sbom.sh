#!/usr/bin/env bash
# Writes the SBOM (CycloneDX, JSON) of the restored program: its NuGet packages, the bundle of Web Chat from npm, and the
# sentence embedding.
#   release/sbom.sh FILE
set -euo pipefail
cd "$(dirname "$0")/.."
file=$(realpath -m "$1")
property() { dotnet msbuild src/SupportBot -getProperty:"$1"; }

dotnet tool run dotnet-CycloneDX -- src/SupportBot/SupportBot.csproj -rs -ed -dpr -F Json -sn SupportBot \
  -sv "$(property Version)" -o "$(dirname "$file")" -fn "$(basename "$file")"
node -e '
  const fs = require("node:fs"), [file, version, hash] = process.argv.slice(1), bom = JSON.parse(fs.readFileSync(file));
  const purl = `pkg:npm/botframework-webchat@${version}`;
  bom.components.push({ type: "library", "bom-ref": purl, name: "botframework-webchat", version, purl, licenses: [{ license: { id: "MIT" } }] });
  bom.components.push({
    type: "machine-learning-model", "bom-ref": "snowflake-arctic-embed-xs", name: "snowflake-arctic-embed-xs",
    supplier: { name: "Snowflake Inc." }, licenses: [{ license: { id: "Apache-2.0" } }],
    hashes: [{ alg: "SHA-256", content: hash }],
  });
  fs.writeFileSync(file, JSON.stringify(bom, null, 2));
' "$file" "$(property WebChatVersion)" "$(property EmbeddingHash)"
