import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEAP_BOUNDS, SENDER_ENVIRONMENT } from '../../src/programs/start-workers.ts';
import { processCpu } from '../table/process-cpu.ts';

interface WorkerSettings {
  databaseUrl: string;
  smtpUrl: string;
  /** The number of worker processes. */
  count: number;
  /** The sender; the default one if it is not given. */
  from?: string | undefined;
}

export interface BenchWorkers {
  /** The largest resident set of any of them until now ("high water mark", proc(5)), in megabytes. */
  peak(): number;
  /** Processor time of all of them until now, in microseconds; 0 without Linux's /proc. */
  cpu(): number;
  /** Throws if one has ended. */
  check(): void;
  stop(): Promise<void>;
}

/** Starts sender processes with the settings that they have in production. */
export function startWorkers({ count, ...settings }: WorkerSettings): BenchWorkers {
  const workers = Array.from({ length: count }, () => spawnWorker(settings));
  return {
    peak: () => Math.max(...workers.map(({ pid }) => peakOf(pid!))),
    cpu: () => workers.reduce((sum, { pid }) => sum + (processCpu(pid!)?.own ?? 0), 0),
    check() {
      if (workers.some(({ exitCode }) => exitCode !== null)) throw new Error('A worker ended.');
    },
    async stop() {
      for (const worker of workers) worker.kill('SIGTERM');
      await Promise.all(workers.map((worker) => once(worker, 'exit')));
    },
  };
}

function spawnWorker({ databaseUrl, smtpUrl, from }: Omit<WorkerSettings, 'count'>): ChildProcess {
  const program = join(import.meta.dirname, '..', 'worker.js');
  return spawn(process.execPath, [...HEAP_BOUNDS, program, 'worker'], {
    env: {
      ...SENDER_ENVIRONMENT,
      ...process.env,
      DATABASE_URL: databaseUrl,
      SMTP_URL: smtpUrl,
      ...(from && { MAIL_FROM: from }),
      LOG_LEVEL: 'warn',
      POSTLINE_LANG: 'en',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function peakOf(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
}
