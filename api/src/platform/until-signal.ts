/** Resolves when the process is asked to end: Ctrl+C, SIGTERM, or the end of the process that started this one. */
export function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (process.send) process.once('disconnect', () => resolve('disconnect'));
  });
}
