import type { CommandLine } from '../command-line/command-line.ts';

/** Runs what the arguments of this process ask for, and sets its exit code. */
export async function runProgram(commandLine: CommandLine): Promise<void> {
  // Data, logs and exports contain people's addresses.
  process.umask(0o077);
  process.exitCode = await commandLine.run(process.argv.slice(2));
  // The channel to the parent process would keep this one alive.
  if (process.connected) process.disconnect?.();
}
