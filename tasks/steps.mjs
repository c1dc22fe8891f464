import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../api/bin/root.mjs';
import { sourceStamp, writeSourceStamp } from '../api/bin/source-stamp.mjs';
import { runTool } from './run-tool.mjs';

// Every step resolves with an exit code, 0 if it succeeded.

/** Builds api/src to api/dist/main.js and print-schema.js. */
export async function buildApi(options = {}) {
  const stamp = sourceStamp('api');
  const code = await runTool(['rolldown', '-c'], { ...options, folder: 'api' });
  if (code === 0) writeSourceStamp('api', stamp);
  return code;
}

/** Builds web/ to web/build/handler.js, with the typed documents that it imports. */
export async function buildWeb(options = {}) {
  const stamp = sourceStamp('web');
  const generated = await generateDocuments(options);
  if (generated !== 0) return generated;
  const code = await runTool(['node', join(root, 'tasks', 'vite-build.mjs')], { ...options, folder: 'web' });
  if (code === 0) writeSourceStamp('web', stamp);
  return code;
}

/** Generates web/src/lib/gql from schema.graphql and the documents in web/src. */
export function generateDocuments(options = {}) {
  return runTool(['graphql-codegen', '--config', 'codegen.ts', '--errors-only'], options);
}

/**
 * Compiles web/messages to web/src/lib/paraglide. Vite compiles them again by itself, with the cookie's name
 * from its configuration.
 */
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

/**
 * Returns the schema in SDL from the built code, or null if it cannot be printed (the reason is on stderr).
 */
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
