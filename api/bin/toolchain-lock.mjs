import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';
import { fail, notify } from './notify.mjs';

const lock = join(root, '.toolchain.lock');

/**
 * Runs `work` while no other process installs or builds in this checkout: `npm start` and `npm test` may
 * begin together.
 */
export async function withToolchainLock(work) {
  await acquire();
  const release = () => rmSync(lock, { force: true });
  // A step that fails ends the process, and also releases the lock.
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function acquire() {
  const mine = `${lock}.${process.pid}`;
  try {
    writeFileSync(mine, String(process.pid));
  } catch (error) {
    fail(
      `Something has to be installed or built, and ${root} cannot be written (${error.code}). Run npm run build as its owner`,
    );
  }
  try {
    let told = false;
    while (!tryLink(mine)) {
      const holder = readHolder(lock);
      if (!isAlive(holder)) breakStale();
      else if (!told) {
        notify(`Process ${holder} is installing or building here, waiting for it (else remove ${lock})`);
        told = true;
      }
      await sleep(200);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A hard link appears at once and with its content, so that no reader ever sees a lock without a holder. */
function tryLink(mine) {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Two processes may see the same dead holder: the lock that was moved aside is checked again, and put back if
 * its holder lives.
 */
function breakStale() {
  const aside = `${lock}.${process.pid}.stale`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (isAlive(readHolder(aside))) tryLink(aside);
  rmSync(aside, { force: true });
}

function readHolder(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
