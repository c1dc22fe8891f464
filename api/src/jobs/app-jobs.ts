import type { MikroORM } from '@mikro-orm/postgresql';
import type { JobStore } from '../platform/jobs/job-store.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { Log } from '../platform/log.ts';
import { START_MAILING } from '../mailings/schedule/start-mailing.ts';

/** The channel of PostgreSQL's NOTIFY on which workers are woken. */
export const WAKE_CHANNEL = 'postline_wake';

/** Wakes workers by PostgreSQL, and keeps Agenda's jobs in step with the armed starts. */
export class AppJobs implements Jobs {
  readonly #orm: MikroORM;
  readonly #log: Log;
  readonly #store: () => Promise<JobStore>;

  constructor({ orm, log, store }: { orm: MikroORM; log: Log; store: () => Promise<JobStore> }) {
    this.#orm = orm;
    this.#log = log;
    this.#store = store;
  }

  async wakeWorkers(): Promise<void> {
    try {
      await this.#orm.em.getConnection().execute(`notify ${WAKE_CHANNEL}`);
    } catch (error) {
      this.#log.warn({ err: error }, 'The workers could not be woken; they look for work by themselves.');
    }
  }

  async nextRun(name: string): Promise<Date | null> {
    try {
      return await (await this.#store()).next(name);
    } catch (error) {
      this.#log.warn({ err: error }, 'The jobs cannot be reached.');
      return null;
    }
  }

  async startsChanged(mailingId: number): Promise<void> {
    try {
      const rows = await this.#orm.em
        .fork()
        .execute<{ next_run_at: string | null }[]>('select next_run_at from mailing where id = ?', [
          mailingId,
        ]);
      const at = rows[0]?.next_run_at;
      const store = await this.#store();
      if (at) await store.put(START_MAILING, String(mailingId), new Date(at));
      else await store.drop(START_MAILING, String(mailingId));
    } catch (error) {
      this.#log.warn(
        { err: error, mailing: mailingId },
        'A start could not be handed to the jobs; the sweep does it.',
      );
    }
  }
}
