import type { MikroORM } from '@mikro-orm/postgresql';
import type { Config } from '../config.ts';
import type { Redis } from '../platform/cache/open-redis.ts';
import type { LastingStore } from '../platform/jobs/lasting-store.ts';
import type { Log } from '../platform/log.ts';
import type { Context, Services } from './context.ts';

/** A process's connections and settings. */
export interface App {
  config: Config;
  log: Log;
  orm: MikroORM;
  services: Services;
  /** What processes share besides the database; null without Redis. */
  redis: Redis | null;
  databaseUrl: string;
  /** Agenda's jobs, opened on demand. */
  jobStore: LastingStore;
  /** Returns a context of Postline itself, for commands and the start. */
  asSystem(): Context;
  /** The same for jobs: launches are recorded as launched by the schedule. */
  asSchedule(): Context;
  close(): Promise<void>;
}

export interface OpenAppOptions {
  databaseUrl: string;
  /** After this many milliseconds a read is stopped; never by default. */
  statementTimeout?: number | undefined;
}

/** Opens the database, brings it up to date, and creates the services. */
export type OpenApp = (config: Config, log: Log, given: OpenAppOptions) => Promise<App>;
