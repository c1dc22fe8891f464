/** Resolves when the process should end: Ctrl+C, SIGTERM, or the end of the parent process. */
export function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve(signal));
    // Closing a terminal ends its programs; what was detached from it, for example by nohup, continues.
    process.on('SIGHUP', () => process.stdout.isTTY && resolve('SIGHUP'));
    if (process.send) process.once('disconnect', () => resolve('disconnect'));
  });
}
