/** Resolves when the process is asked to end: Ctrl+C, SIGTERM, or the end of the process that started this one. */
export function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve(signal));
    // A terminal that is closed ends what it shows; what was detached from it, as by nohup, goes on.
    process.on('SIGHUP', () => process.stdout.isTTY && resolve('SIGHUP'));
    if (process.send) process.once('disconnect', () => resolve('disconnect'));
  });
}
