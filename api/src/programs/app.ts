import { system } from '../context/actor.ts';
import { systemClock } from '../context/clock.ts';
import type { Config } from '../config.ts';
import type { App, OpenAppOptions } from '../context/app.ts';
import { createContext, type Services } from '../context/context.ts';
import { migrate } from '../db/migrate.ts';
import { openOrm } from '../db/orm.ts';
import { entities } from './entities.ts';
import { prepareSendingLimits } from '../sending/limits/prepare-sending-limits.ts';
import { prepareInstallation } from '../setup/prepare-installation.ts';
import { DatabaseWakeups } from '../jobs/database-wakeups.ts';
import type { JobStore } from '../platform/jobs/job-store.ts';
import { openJobStore } from '../platform/jobs/open-job-store.ts';
import { openRateLimits } from '../platform/rate-limits.ts';
import type { Log } from '../platform/log.ts';

/** Opens the database, brings it up to date, and puts the services together. */
export async function openApp(config: Config, log: Log, given: OpenAppOptions): Promise<App> {
  const { databaseUrl, statementTimeout } = given;
  const orm = await openOrm(databaseUrl, entities, { statementTimeout });
  try {
    const applied = await migrate(orm);
    if (applied.length > 0) log.info({ applied }, 'The database was migrated.');
    let opened: Promise<JobStore> | undefined;
    const store = () => (opened ??= openJobStore(config.agendaUrl ?? databaseUrl, log));
    const kept = await prepareInstallation(orm.em.fork());
    await prepareSendingLimits(orm.em.fork(), config);
    const rateLimits = openRateLimits(databaseUrl, log);
    const services: Services = {
      orm,
      log,
      clock: systemClock,
      wakeups: new DatabaseWakeups({ orm, log, store }),
      secret: config.secretKey ?? kept,
      earlierSecrets: [...config.formerSecretKeys, kept],
      baseUrl: config.baseUrl,
      mailFrom: config.mailFrom,
      rateLimits,
      mailer: { send: () => Promise.reject(new Error('This process sends no single mails.')) },
    };
    return {
      ...{ config, log, orm, services, databaseUrl, jobStore: store },
      asSystem: () => createContext(services, { actor: system(config.locale), trigger: 'COMMAND' }),
      asSchedule: () => createContext(services, { actor: system(config.locale), trigger: 'SCHEDULE' }),
      async close() {
        await (await opened)?.close();
        await rateLimits.close();
        await orm.close();
      },
    };
  } catch (error) {
    await orm.close();
    throw error;
  }
}
