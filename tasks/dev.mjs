import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../api/bin/root.mjs';
import { toolEnvironment } from '../api/bin/toolchain.mjs';
import { compileMessages, generateDocuments } from './steps.mjs';

// Three processes and one port in the browser: rolldown rebuilds the API, Node restarts it on apiPort, and
// Vite serves the pages on webPort and forwards everything else to the API.
const apiPort = process.env.API_PORT ?? '5001';
const webPort = process.env.PORT ?? '5000';
const grace = 15_000;

for (const prepare of [generateDocuments, compileMessages]) {
  const code = await prepare({ quiet: true });
  if (code !== 0) process.exit(code);
}

const begin = Date.now();
const children = [];
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));

start('web', ['vite', 'dev', '--host', '127.0.0.1'], {
  PORT: webPort,
  API_PORT: apiPort,
  API_URL: `http://127.0.0.1:${apiPort}/graphql`,
});
start('api', ['rolldown', '-c', '--watch']);
await apiBuilt();
start(
  'api',
  ['node', '--watch-path=dist', '--watch-preserve-output', '--enable-source-maps', 'dist/main.js', 'start'],
  {
    PORT: apiPort,
    POSTLINE_ROOT: root,
    POSTLINE_WEB: 'none',
    BASE_URL: process.env.BASE_URL ?? `http://127.0.0.1:${webPort}`,
  },
);

function start(folder, [tool, ...args], env = {}) {
  if (stopping.signal.aborted) return;
  const child = spawn(tool, args, {
    cwd: join(root, folder),
    env: { ...toolEnvironment(process.execPath), ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  children.push(child);
  child.once('exit', (code) => stop(code ?? 1));
}

/** The watcher's first build; a program from an earlier build would only be restarted at once. */
async function apiBuilt() {
  const main = join(root, 'api', 'dist', 'main.js');
  const isFresh = () => (statSync(main, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= begin;
  while (!stopping.signal.aborted && !isFresh()) await sleep(50);
}

/** The first process that ends ends the others; those that do not stop in time are killed. */
function stop(code) {
  process.exitCode ||= code;
  if (stopping.signal.aborted) return;
  stopping.abort();
  for (const child of children) if (isRunning(child)) child.kill('SIGTERM');
  setTimeout(() => {
    for (const child of children) if (isRunning(child)) child.kill('SIGKILL');
  }, grace).unref();
}

function isRunning(child) {
  return child.exitCode === null && child.signalCode === null;
}
