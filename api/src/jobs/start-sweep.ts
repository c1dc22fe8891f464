import type { App } from '../context/app.ts';
import { repeatWork, type RepeatedWork } from '../platform/repeat-work.ts';
import { SWEEP } from './job-list.ts';
import { recorded } from './record-job.ts';
import { sweep } from './sweep.ts';

interface SweepTimes {
  /** How often this process checks, in milliseconds. */
  every: number;
  /** If another process has swept within this many seconds, that is enough. */
  fresh: number;
}

// Everything is checked within 30 seconds, whichever worker does it.
const usualTimes: SweepTimes = { every: 10_000, fresh: 18 };

/**
 * Sweeps on a timer of this process, not as a job of the store that the sweep guards. One of all workers is
 * enough.
 */
export function startSweep(app: App, { every, fresh }: SweepTimes = usualTimes): RepeatedWork {
  const job = recorded({ name: SWEEP.name, run: () => sweep(app) }, app);
  return repeatWork(every, async () => {
    try {
      if (!(await wasSwept(app, fresh))) await job.run({ key: null, due: null });
    } catch (error) {
      app.log.warn({ err: error }, 'The sweep failed; it is tried again.');
    }
  });
}

/**
 * Uses the database's clock, which all workers share. A sweep in the future, as after the clock was set back,
 * does not count.
 */
async function wasSwept({ orm }: App, seconds: number): Promise<boolean> {
  const rows = await orm.em
    .fork()
    .execute(
      `select from job_run where job_name = ? and started_at between now() - make_interval(secs => ?) and now() limit 1`,
      [SWEEP.name, seconds],
    );
  return rows.length > 0;
}
