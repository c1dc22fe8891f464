import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { built, processEnvironment } from './built.ts';

interface WorkerProcess {
  child: ChildProcess;
  /** Kills the process at once, as a power cut would. */
  kill(): Promise<void>;
  /** Tells it to stop; returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a sender process, ready to work; killed when the test ends. */
export async function spawnWorker(env: {
  databaseUrl: string;
  smtpUrl: string;
  clockShiftMinutes?: number;
  /** Whether webhooks may call this machine. */
  callsHere?: boolean;
}): Promise<WorkerProcess> {
  const child = fork(await built('worker'), [], {
    execArgv: ['--enable-source-maps', '--import', await built('shifted-clock')],
    env: processEnvironment({
      DATABASE_URL: env.databaseUrl,
      SMTP_URL: env.smtpUrl,
      WEBHOOK_PRIVATE: env.callsHere ? '1' : '0',
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
