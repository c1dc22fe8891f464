import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { installPackages, packagesAreCurrent } from './installed-packages.mjs';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';
import { fail, notify } from './notify.mjs';
import { hasSources, isBuilt } from './source-stamp.mjs';
import { withToolchainLock } from './toolchain-lock.mjs';

const neededMajor = 26;
const nodeFolder = join(root, 'api', 'bin', 'node');

/** Installs the packages of package-lock.json if node_modules lacks them. */
export async function ensureInstalled() {
  if (packagesAreCurrent(root)) return;
  await withToolchainLock(async () => {
    if (!packagesAreCurrent(root))
      await installPackages(root, 'the packages (a minute or two, the first time only)');
  });
}

/**
 * Returns the path of a Node that Postline runs on: this one if it is new enough, or else the pinned one,
 * which is installed if necessary.
 */
export async function ensureNode() {
  if (isNewEnough()) return process.execPath;
  if (!packagesAreCurrent(nodeFolder)) {
    await withToolchainLock(async () => {
      if (!packagesAreCurrent(nodeFolder)) await installPackages(nodeFolder, `Node ${neededMajor}`);
    });
  }
  const node = pinnedNode();
  if (!node)
    fail(`There is no Node ${neededMajor} for ${process.platform}-${process.arch} to install. ${advice}`);
  assertRuns(node);
  return node;
}

/** Builds the API, and with `web` the web client, if the sources have changed; a failure ends the process. */
export async function ensureBuilt({ web }) {
  if (stale(web).length === 0) return;
  const node = await ensureNode();
  await withToolchainLock(async () => {
    const parts = stale(web);
    if (parts.length > 0) await build(node, parts);
  });
}

/** Returns the environment in which `node` and the tools of node_modules are those of this checkout. */
export function toolEnvironment(node) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH];
  return { ...process.env, PATH: path.join(delimiter) };
}

const advice = `Install Node ${neededMajor} or newer and start again; this is ${process.version}.`;

/** A build of Node may lack Temporal although its version is high enough. */
function isNewEnough() {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= neededMajor && 'Temporal' in globalThis && 'argon2' in crypto;
}

function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]
    .map((name) => join(nodeFolder, 'node_modules', name, 'bin', file))
    .find((path) => existsSync(path));
}

/**
 * On musl (Alpine) the binary exists but does not run. Tried once; npm removes the mark when it installs
 * again.
 */
function assertRuns(node) {
  const mark = join(nodeFolder, 'node_modules', '.runs-here');
  if (existsSync(mark)) return;
  if (spawnSync(node, ['--version']).status !== 0) fail(`${node} does not run on this system. ${advice}`);
  try {
    writeFileSync(mark, '');
  } catch {
    // A read-only checkout: tried again the next time.
  }
}

function stale(web) {
  const parts = web ? ['api', 'web'] : ['api'];
  return parts.filter((part) => hasSources(part) && !isBuilt(part));
}

async function build(node, parts) {
  notify(`Building ${parts.join(' and ')}`);
  const script = join(root, 'tasks', 'build.mjs');
  const { code, interrupted } = await runProgram(node, [script, '--from-launcher', ...parts], {
    cwd: root,
    env: toolEnvironment(node),
    stdio: ['ignore', 2, 2],
  });
  if (interrupted) process.exit(code || 1);
  if (code !== 0) fail(`Building failed (exit ${code}); see above, or run: npm run build`, code);
}
