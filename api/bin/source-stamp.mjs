import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const parts = {
  api: {
    entry: 'api/src/programs/cli.ts',
    output: 'api/dist/main.js',
    stamp: 'api/dist/.sources',
    sources: [
      'api/src',
      'api/package.json',
      'api/tsconfig.json',
      'api/rolldown.config.mjs',
      'package-lock.json',
    ],
  },
  web: {
    entry: 'web/vite.config.ts',
    output: 'web/build/handler.js',
    stamp: 'web/build/.sources',
    sources: [
      'web/src',
      'web/static',
      'web/messages',
      'web/project.inlang/settings.json',
      'web/package.json',
      'web/tsconfig.json',
      'web/vite.config.ts',
      'codegen.ts',
      'schema.graphql',
      'package-lock.json',
    ],
  },
};

// Generated from the rest, or not part of what is built.
const ignored = /^web\/src\/lib\/(gql|paraglide)$|\.test\.ts$/;

/** Whether `part` (api or web) can be built here: a container may contain only what was built. */
export function hasSources(part) {
  return existsSync(join(root, parts[part].entry));
}

/** Whether the build of `part` is from the current sources. */
export function isBuilt(part) {
  const { output, stamp } = parts[part];
  if (!existsSync(join(root, output)) || !existsSync(join(root, stamp))) return false;
  return readFileSync(join(root, stamp), 'utf8') === sourceStamp(part);
}

/**
 * Returns a hash of everything that `part` is built from: paths and contents, but not times, which a copy, an
 * image's layers and a fresh checkout change.
 */
export function sourceStamp(part) {
  const hash = createHash('sha256');
  for (const path of parts[part].sources) {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (stat?.isDirectory()) addFolder(hash, path);
    else if (stat) hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

/**
 * Records what `part` was built from. The stamp must be taken before the build, so that an edit meanwhile is
 * not missed.
 */
export function writeSourceStamp(part, stamp) {
  writeFileSync(join(root, parts[part].stamp), stamp);
}

function addFolder(hash, folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (ignored.test(path)) continue;
    if (entry.isDirectory()) addFolder(hash, path);
    else addFile(hash, path);
  }
}

function addFile(hash, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat) hash.update(`${path} ${stat.size}\n`).update(readFileSync(join(root, path)));
}
