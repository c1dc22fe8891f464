import type { MikroORM } from '@mikro-orm/postgresql';
import { system } from '../context/actor.ts';
import { systemClock } from '../context/clock.ts';
import type { Config } from '../config.ts';
import { createContext, type Context, type Services } from '../context/context.ts';
import { migrate } from '../db/migrate.ts';
import { openOrm } from '../db/orm.ts';
import { prepareInstallation } from '../setup/prepare-installation.ts';
import { AppJobs } from '../jobs/app-jobs.ts';
import { openJobStore, type JobStore } from '../platform/jobs/job-store.ts';
import { openRateLimits } from '../platform/rate-limits.ts';
import type { Log } from '../platform/log.ts';

/** A process's connections and settings. */
export interface App {
  config: Config;
  log: Log;
  orm: MikroORM;
  services: Services;
  databaseUrl: string;
  /** Agenda's jobs, opened when they are first needed. */
  jobStore(): Promise<JobStore>;
  /** A context of Postline itself: for commands and the start. */
  asSystem(): Context;
  /** The same for jobs: what it launches was launched by the schedule. */
  asSchedule(): Context;
  close(): Promise<void>;
}

/** Opens the database, brings it up to date, and puts the services together. */
export async function openApp(config: Config, log: Log, databaseUrl: string): Promise<App> {
  const orm = await openOrm(databaseUrl);
  try {
    const applied = await migrate(orm);
    if (applied.length > 0) log.info({ applied }, 'The database was migrated.');
    let opened: Promise<JobStore> | undefined;
    const store = () => (opened ??= openJobStore(config.agendaUrl ?? databaseUrl, log));
    const kept = await prepareInstallation(orm.em.fork(), config);
    const limits = openRateLimits(databaseUrl, log);
    const services: Services = {
      orm,
      log,
      clock: systemClock,
      jobs: new AppJobs({ orm, log, store }),
      secret: config.secretKey ?? kept,
      baseUrl: config.baseUrl,
      mailFrom: config.mailFrom,
      limits,
      mailer: { send: () => Promise.reject(new Error('This process sends no single mails.')) },
    };
    return {
      ...{ config, log, orm, services, databaseUrl, jobStore: store },
      asSystem: () => createContext(services, { actor: system(config.locale), trigger: 'COMMAND' }),
      asSchedule: () => createContext(services, { actor: system(config.locale), trigger: 'SCHEDULE' }),
      async close() {
        await (await opened)?.close();
        await limits.close();
        await orm.close();
      },
    };
  } catch (error) {
    await orm.close();
    throw error;
  }
}
