import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../api/bin/root.mjs';
import { runProgram } from '../api/bin/run-program.mjs';
import { toolEnvironment } from '../api/bin/toolchain.mjs';

/**
 * Runs a tool of node_modules (or `node`) in `folder` of the checkout and resolves with its exit code. With
 * `quiet` its output is shown only if it fails. A signal to stop ends this process too, once the tool is
 * gone.
 */
export async function runTool([tool, ...args], { folder = '.', env = {}, quiet = false } = {}) {
  const options = {
    cwd: join(root, folder),
    env: { ...toolEnvironment(process.execPath), ...env },
    shell: process.platform === 'win32',
  };
  if (quiet) return await runQuietly(tool, args, options);
  return await run(tool, args, options);
}

async function run(tool, args, options) {
  const { code, interrupted } = await runProgram(tool, args, options);
  if (interrupted) process.exit(code || 1);
  return code;
}

async function runQuietly(tool, args, options) {
  // One file for both streams keeps their lines in order.
  const path = join(tmpdir(), `postline-${process.pid}-${tool}.log`);
  const file = openSync(path, 'w', 0o600);
  try {
    const env = { ...options.env, NO_COLOR: '1' };
    const code = await run(tool, args, { ...options, env, stdio: ['ignore', file, file] });
    if (code !== 0) process.stderr.write(readFileSync(path));
    return code;
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}
