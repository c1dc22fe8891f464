import type { MikroORM } from '@mikro-orm/postgresql';
import type { JobStore } from '../platform/jobs/job-store.ts';
import { WAKE_CHANNEL, type Wakeups } from '../platform/jobs/wakeups.ts';
import type { Log } from '../platform/log.ts';

/** Wakes workers by PostgreSQL, and hands jobs to Agenda's store. */
export class DatabaseWakeups implements Wakeups {
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

  async setJob(name: string, key: string, at: Date | null): Promise<void> {
    try {
      const store = await this.#store();
      if (at) await store.put(name, key, at);
      else await store.drop(name, key);
    } catch (error) {
      this.#log.warn({ err: error, job: name, key }, 'A job could not be handed over; the sweep does it.');
    }
  }
}
