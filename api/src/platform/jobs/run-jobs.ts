import { setTimeout as sleep } from 'node:timers/promises';
import { Agenda, type Job } from 'agenda';
import type { Log } from '../log.ts';
import type { JobStore } from './job-store.ts';
import { keepRepeating } from './keep-repeating.ts';
import type { JobDefinition } from './job-definition.ts';

export interface RunningJobs {
  /** Takes no more jobs, and waits for running ones, ten seconds at most. */
  stop(): Promise<void>;
}

export interface JobTimes {
  /** How often to look for due jobs, in milliseconds. */
  processEvery: number;
  /** After how long another process takes a job whose process died, in milliseconds. */
  lockLifetime: number;
  /** How often to check that repeated jobs are still in the store, in milliseconds. */
  lookEvery: number;
}

const usualTimes: JobTimes = { processEvery: 1000, lockLifetime: 15_000, lookEvery: 20_000 };
const GRACE = 10_000;

/**
 * Runs jobs from a store, alongside any number of other processes. Agenda's lock makes it likely that each
 * runs once, but not certain: what must happen once needs a key of ours. While the store is unreachable
 * nothing runs, and the process lives on.
 */
export async function runJobs(
  store: JobStore,
  definitions: JobDefinition[],
  { log, times = usualTimes, name }: { log: Log; times?: JobTimes; name: string },
): Promise<RunningJobs> {
  connectPatiently(store, log);
  unlockPatiently(store, log);
  const agenda = new Agenda({
    backend: store.backend,
    name,
    processEvery: times.processEvery,
    defaultLockLifetime: times.lockLifetime,
    // Agenda locks ahead; by default one process would lock everything that comes due.
    defaultConcurrency: 20,
    maxConcurrency: 40,
    defaultLockLimit: 200,
    removeOnComplete: true,
  });
  agenda.on('error', (error) => log.warn({ err: error }, 'The jobs cannot be reached.'));
  const running = new Set<Promise<unknown>>();
  for (const definition of definitions) define(agenda, definition, { running, times });
  await agenda.start();
  const repeating = keepRepeating(agenda, store, { definitions, log, lookEvery: times.lookEvery });
  return {
    async stop() {
      await repeating.stop();
      await agenda
        .stop(false)
        .catch((error: unknown) => log.warn({ err: error }, 'The jobs could not be given back.'));
      await Promise.race([Promise.allSettled(running), sleep(GRACE, undefined, { ref: false })]);
    },
  };
}

/** Agenda connects in its constructor without a catch: an unreachable database would end the process. */
function connectPatiently(store: JobStore, log: Log): void {
  const connect = store.backend.connect.bind(store.backend);
  store.backend.connect = async () => {
    for (;;) {
      try {
        return await connect();
      } catch (error) {
        log.warn({ err: error }, 'The jobs cannot be reached; trying again.');
        await sleep(500);
      }
    }
  };
}

/**
 * Agenda gives back jobs that it took too early, without a catch: a store that is away or closing at that moment would
 * end the process. What stays locked is free when its lock runs out.
 */
function unlockPatiently(store: JobStore, log: Log): void {
  const { repository } = store.backend;
  const unlock = repository.unlockJob.bind(repository);
  repository.unlockJob = (job) =>
    unlock(job).catch((error: unknown) => log.warn({ err: error }, 'A job could not be given back.'));
}

function define(
  agenda: Agenda,
  { name, run }: JobDefinition,
  { running, times }: { running: Set<Promise<unknown>>; times: JobTimes },
): void {
  const handler = async (job: Job<{ key?: string; due?: string }>) => {
    const { key = null, due = null } = job.attrs.data ?? {};
    const touching = setInterval(() => void job.touch().catch(() => {}), times.lockLifetime / 3);
    const work = run({ key, due: due === null ? null : new Date(due) }).finally(() =>
      clearInterval(touching),
    );
    running.add(work);
    try {
      await work;
    } finally {
      running.delete(work);
    }
  };
  const backoff = ({ attempt }: { attempt: number }) =>
    attempt > 20 ? null : Math.min(1000 * attempt, 30_000);
  agenda.define(name, handler, { backoff });
}
