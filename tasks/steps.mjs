import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../api/bin/root.mjs';
import { sourceStamp, writeSourceStamp } from '../api/bin/source-stamp.mjs';
import { runTool } from './run-tool.mjs';

// Every step resolves to an exit code, 0 where all is well.

/** api/src → api/dist/main.js and print-schema.js. */
export async function buildApi(options = {}) {
  const stamp = sourceStamp('api');
  const code = await runTool(['rolldown', '-c'], { ...options, folder: 'api' });
  if (code === 0) writeSourceStamp('api', stamp);
  return code;
}

/** web/ → web/build/handler.js, with the typed documents that it imports. */
export async function buildWeb(options = {}) {
  const stamp = sourceStamp('web');
  const generated = await generateDocuments(options);
  if (generated !== 0) return generated;
  const code = await runTool(['node', join(root, 'tasks', 'vite-build.mjs')], { ...options, folder: 'web' });
  if (code === 0) writeSourceStamp('web', stamp);
  return code;
}

/** schema.graphql and the documents in web/src → web/src/lib/gql. */
export function generateDocuments(options = {}) {
  return runTool(['graphql-codegen', '--config', 'codegen.ts', '--errors-only'], options);
}

/** web/messages → web/src/lib/paraglide. Vite compiles them again by itself, with the cookie's name of its config. */
export function compileMessages(options = {}) {
  const strategy = ['--strategy', 'cookie', 'preferredLanguage', 'baseLocale'];
  const project = ['--project', './project.inlang', '--outdir', './src/lib/paraglide'];
  const compile = ['paraglide-js', 'compile', ...project, ...strategy, '--emit-ts-declarations', '--silent'];
  return runTool(compile, { ...options, folder: 'web' });
}

/** Writes web/node_modules/$app, which every install removes and svelte-check needs. */
export function syncKit(options = {}) {
  return runTool(['svelte-kit', 'sync'], { ...options, folder: 'web' });
}

/** The schema in SDL as the built code has it; null if it cannot be printed (the reason is on stderr). */
export function printSchema() {
  const script = join(root, 'api', 'dist', 'print-schema.js');
  const stdio = ['ignore', 'pipe', 'inherit'];
  const { status, stdout } = spawnSync(process.execPath, ['--enable-source-maps', script], {
    cwd: root,
    stdio,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? stdout : null;
}
