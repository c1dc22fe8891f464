import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runProgram } from './run-program.mjs';
import { fail, notify } from './notify.mjs';
import { hasSources } from './source-stamp.mjs';

/** Whether node_modules of `folder` contains what its package-lock.json requires. */
export function packagesAreCurrent(folder) {
  if (!existsSync(join(folder, 'package-lock.json'))) return true;
  if (readIfThere(stampFile(folder)) === lockHash(folder)) return true;
  if (!matchesHiddenLock(folder)) return false;
  writeStamp(folder);
  return true;
}

/** Runs `npm ci` in `folder`; a failure ends the process. */
export async function installPackages(folder, what) {
  notify(`Installing ${what} with npm ci`);
  const { code, interrupted } = await npm(['ci', '--prefix', folder, ...quiet], folder);
  if (interrupted) process.exit(code || 1);
  if (code !== 0) fail(`npm ci failed in ${folder} (exit ${code}); its messages are above`, code);
  writeStamp(folder);
}

// NODE_ENV=production must not leave out the build tools, nor npm_config_omit the native binaries.
const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];

function npm(args, cwd) {
  const options = { cwd, env: withoutWorkspaceChoice(), stdio: ['ignore', 2, 2] };
  const script = process.env.npm_execpath ?? '';
  // yarn and pnpm set npm_execpath as well, and ignore package-lock.json.
  if (/^npm.*\.c?js$/.test(basename(script))) return runProgram(process.execPath, [script, ...args], options);
  return runProgram('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** `npm run … -w api` passes its workspace on, and `npm ci` would then install that one only. */
function withoutWorkspaceChoice() {
  const chosen = /^npm_config_(workspaces?|include_workspace_root|prefix|local_prefix|global)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !chosen.test(key)));
}

/** A manual `npm ci` leaves no stamp of ours; npm's own record of what it installed serves as well. */
function matchesHiddenLock(folder) {
  const installed = readIfThere(join(folder, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  const there = JSON.parse(installed).packages;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => !isRequired(path, entry, there) || isSame(entry, there[path]),
  );
}

function isRequired(path, entry, there) {
  if (!path.includes('node_modules/') || entry.link) return false;
  if (there[path]) return true;
  if (entry.optional || entry.devOptional) return false;
  return !entry.dev || hasSources('api');
}

function isSame(wanted, there) {
  return there !== undefined && there.version === wanted.version && there.integrity === wanted.integrity;
}

function stampFile(folder) {
  return join(folder, 'node_modules', '.postline-stamp');
}

function writeStamp(folder) {
  try {
    writeFileSync(stampFile(folder), lockHash(folder));
  } catch {
    // A read-only checkout is checked again the next time.
  }
}

function lockHash(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
