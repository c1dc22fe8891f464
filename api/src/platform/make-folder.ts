import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder and its missing parents, for this user only, and checks that this process may use it.
 * Throws the system's error. Creates one level at a time, because Node's recursive `mkdir` never ends in
 * places such as /proc.
 */
export function makeFolder(path: string): void {
  makeMissing(path);
  accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
}

function makeMissing(path: string): void {
  if (isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) makeMissing(above);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process that starts at the same moment created it.
    if (!isFolder(path)) throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
