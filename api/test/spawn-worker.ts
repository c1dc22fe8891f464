import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { built, processEnvironment } from './built.ts';

interface WorkerProcess {
  child: ChildProcess;
  /** The process is gone at once, as at a power cut. */
  kill(): Promise<void>;
  /** Asks it to end; returns its exit code. */
  stop(): Promise<number | null>;
}

/** A sender process of its own, ready to work; killed when the test ends. */
export async function spawnWorker(env: {
  databaseUrl: string;
  smtpUrl: string;
  clockShiftMinutes?: number;
}): Promise<WorkerProcess> {
  const child = fork(await built('worker'), [], {
    execArgv: ['--enable-source-maps', '--import', await built('shifted-clock')],
    env: processEnvironment({
      DATABASE_URL: env.databaseUrl,
      SMTP_URL: env.smtpUrl,
      CLOCK_SHIFT_MINUTES: String(env.clockShiftMinutes ?? 0),
    }),
  });
  const gone = once(child, 'exit') as Promise<[number | null, string | null]>;
  onTestFinished(() => void child.kill('SIGKILL'));
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message) => message === 'ready' && resolve());
  });
  const early = await Promise.race([ready, gone]);
  if (early) throw new Error(`The worker did not start; it ended with ${early[0] ?? early[1]}.`);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await gone)[0];
  };
  return { child, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}
