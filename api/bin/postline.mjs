#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';
import { fail } from './notify.mjs';
import { ensureBuilt, ensureInstalled, ensureNode } from './toolchain.mjs';

// The commands that serve or build the web client.
const webCommands = new Set(['start', 'runserver', 'collectstatic']);

const args = process.argv.slice(2);
const main = join(root, 'api', 'dist', 'main.js');

await ensureInstalled();
const node = await ensureNode();
await ensureBuilt({ web: webCommands.has(args[0]) && process.env.POSTLINE_WEB !== 'none' });
if (!existsSync(main)) fail(`${main} is missing, and there are no sources to build it from`);

const env = {
  ...process.env,
  POSTLINE_ROOT: root,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'postline'),
};
// V8 would let garbage grow with the machine's memory.
const heapBounds = JSON.parse(readFileSync(join(root, 'api', 'bin', 'heap-bounds.json'), 'utf8'));
// A sender is a program of its own, and small.
const worker = [...heapBounds.worker, join(root, 'api', 'dist', 'worker.js')];
const program = args[0] === 'worker' ? worker : [...heapBounds.server, main];
// Without source maps, which take a tenth of the memory: traces name functions, and each has a file of its name.
const { code } = await runProgram(node, [...program, ...args], { env });
process.exit(code);
