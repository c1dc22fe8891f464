import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { notify } from './notify.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end. Resolves with its exit code (128 + n if signal n ended it) and whether this
 * process was told to stop meanwhile: the signal is passed on, and the program's end is still awaited.
 * Rejects if the program cannot be started at all.
 */
export async function runProgram(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const state = { interrupted: false };
  const stopForwarding = forwardSignals(child, state);
  try {
    return { code: await exitCode(child), interrupted: state.interrupted };
  } finally {
    stopForwarding();
  }
}

function exitCode(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      notify(`${child.spawnfile} cannot be started: ${error.message}`);
      resolve(127);
    });
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

function forwardSignals(child, state) {
  const pass = (signal) => {
    state.interrupted = true;
    // A terminal sends Ctrl+C to the whole group: the program has it already.
    if (signal !== 'SIGINT' || !hasTerminal()) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  const watch = watchParents(() => pass('SIGTERM'));
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, pass);
  };
}

function hasTerminal() {
  return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
}

/**
 * Calls back when a parent process is gone: a killed npm may or may not take its shell along, and the script
 * gets no signal in either case.
 */
function watchParents(onOrphaned) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return undefined;
  const parents = describeParents();
  const watch = setInterval(() => {
    if (describeParents() === parents) return;
    clearInterval(watch);
    onOrphaned();
  }, 500);
  return watch.unref();
}

function describeParents() {
  const parent = process.ppid;
  // npm starts scripts as `sh -c …`; only then is the grandparent npm, and not the user's own shell.
  return isNpmShell(parent) ? `${parent} ${parentOf(parent)}` : `${parent}`;
}

function isNpmShell(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('sh\0-c\0');
  } catch {
    return false;
  }
}

function parentOf(pid) {
  try {
    // proc(5): "pid (comm) state ppid …", where comm may contain spaces and brackets.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1];
  } catch {
    return undefined;
  }
}
