// Brings Web Chat's prebuilt bundle: `npm pack` of the one package, its integrity checked against the pinned hash,
// the one file taken out and compressed. Usage: node fetch-webchat.mjs VERSION INTEGRITY FOLDER
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';

const [version, integrity, folder] = process.argv.slice(2);

class Expected extends Error {}

function fail(message) {
  throw new Expected(message);
}

function firstErrors(output) {
  return (output ?? '').split('\n').filter(line => /^npm error (?! )/.test(line)).slice(0, 4).join(' ');
}

function pack(into) {
  // A shell on Windows, where npm is a .cmd file. npm's own words matter only when it fails.
  const npm = spawnSync('npm', ['pack', `botframework-webchat@${version}`, '--ignore-scripts'],
    { cwd: into, encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.error?.code === 'ENOENT')
    fail('npm was not found beside Node. Install Node.js 20 or later with npm (https://nodejs.org), then build again.');
  if (npm.status !== 0)
    fail(`Web Chat ${version} could not be brought by npm pack. Check the network and the npm registry setting, then build again. npm said: ${firstErrors(npm.stderr)}`);
  return readFileSync(join(into, `botframework-webchat-${version}.tgz`));
}

function verify(archive) {
  const found = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  if (found !== integrity)
    fail(`Web Chat ${version} has the integrity ${found}, expected was ${integrity}. The registry serves another package than the pinned one: check the registry, do not build with it.`);
}

// A tar archive is a row of 512-byte headers, each followed by its file, padded to 512 bytes.
function take(archive, name) {
  for (let at = 0; at + 512 <= archive.length;) {
    const text = (from, length) => archive.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = parseInt(text(124, 12), 8) || 0;
    if (text(0, 100) === name) return archive.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return fail(`Web Chat ${version} does not hold ${name}.`);
}

// Renamed into place when complete, so that an interrupted build leaves nothing half written.
function keep(name, content) {
  const part = join(folder, `${name}.${process.pid}.part`);
  writeFileSync(part, content);
  renameSync(part, join(folder, name));
}

function bring() {
  if (parseInt(process.versions.node, 10) < 20)
    fail(`Node.js ${process.versions.node} is too old to bring Web Chat. Install Node.js 20 or later (https://nodejs.org), then build again.`);

  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, 'pack-'));
  try {
    const archive = pack(work);
    verify(archive);
    const bundle = take(gunzipSync(archive, { maxOutputLength: 1 << 29 }), 'package/dist/webchat.js');
    keep('webchat.js.gz', gzipSync(bundle, { level: 9 }));
    keep('webchat.js.br', brotliCompressSync(bundle, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bundle.length } }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

try {
  bring();
} catch (error) {
  console.log(error instanceof Expected ? error.message : error.stack);
  process.exitCode = 1;
}
