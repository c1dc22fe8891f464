import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { built, processEnvironment } from './built.ts';

export interface WorkerProcess {
  child: ChildProcess;
  /** The process is gone at once, as at a power cut. */
  kill(): Promise<void>;
  /** Asks it to end; answers its exit code. */
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
  const [message] = (await Promise.race([once(child, 'message'), gone])) as [unknown];
  if (message !== 'ready') throw new Error(`The worker did not start: ${JSON.stringify(message)}`);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await gone)[0];
  };
  return { child, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}
