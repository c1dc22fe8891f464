import type { MikroORM } from '@mikro-orm/postgresql';
import type { LastingStore } from '../platform/jobs/lasting-store.ts';
import { WAKE_CHANNEL, type Wakeups } from '../platform/jobs/wakeups.ts';
import type { Log } from '../platform/log.ts';

/** Wakes workers through PostgreSQL, and hands jobs to Agenda's store. */
export class DatabaseWakeups implements Wakeups {
  readonly #orm: MikroORM;
  readonly #log: Log;
  readonly #store: LastingStore;

  constructor({ orm, log, store }: { orm: MikroORM; log: Log; store: LastingStore }) {
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
      return (await (await this.#store.reach())?.next(name)) ?? null;
    } catch (error) {
      this.#log.warn({ err: error }, 'The jobs cannot be reached.');
      return null;
    }
  }

  async setJob(name: string, key: string, at: Date | null): Promise<boolean> {
    try {
      const store = await this.#store.reach();
      if (at) await store?.put(name, key, at);
      else await store?.drop(name, key);
      return store !== null;
    } catch (error) {
      this.#log.warn({ err: error, job: name, key }, 'A job could not be handed over; the sweep does it.');
      return false;
    }
  }

  isStoreAway(): Promise<boolean> {
    return this.#store.isAway();
  }
}
