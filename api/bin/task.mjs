#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';
import { fail } from './notify.mjs';
import { ensureInstalled, ensureNode, toolEnvironment } from './toolchain.mjs';

const [task = '', ...args] = process.argv.slice(2);
const script = join(root, 'tasks', `${task}.mjs`);
if (!task || !existsSync(script)) fail(`There is no task "${task}"; the folder tasks/ holds them`, 2);

await ensureInstalled();
const node = await ensureNode();
const { code } = await runProgram(node, [script, ...args], { cwd: root, env: toolEnvironment(node) });
process.exit(code);
