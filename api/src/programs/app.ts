import { system } from '../context/actor.ts';
import { systemClock } from '../context/clock.ts';
import type { Config } from '../config.ts';
import type { App, OpenAppOptions } from '../context/app.ts';
import { createContext, type Services } from '../context/context.ts';
import { migrate } from '../db/migrate.ts';
import { openOrm } from '../db/orm.ts';
import { entities } from './entities.ts';
import { prepareSendingLimits } from '../sending/limits/prepare-sending-limits.ts';
import { listSettings } from '../setup/settings/list-settings.ts';
import { VERSION } from '../platform/version.ts';
import { prepareInstallation } from '../setup/prepare-installation.ts';
import { DatabaseWakeups } from '../jobs/database-wakeups.ts';
import { ReopeningStore } from '../platform/jobs/lasting-store.ts';
import { openJobStore } from '../platform/jobs/open-job-store.ts';
import { openCache } from '../platform/cache/open-cache.ts';
import { openRedis, type Redis } from '../platform/cache/open-redis.ts';
import { DnsLookup } from '../platform/dns/dns-lookup.ts';
import { openRateLimits } from '../platform/rate-limits.ts';
import { parseSmtpUrls, type SmtpServer } from '../platform/smtp/smtp-url.ts';
import type { Log } from '../platform/log.ts';
import { mailReach } from '../platform/smtp/mail-reach.ts';

/** Opens the database, brings it up to date, and creates the services. */
export async function openApp(config: Config, log: Log, given: OpenAppOptions): Promise<App> {
  const { databaseUrl, statementTimeout } = given;
  const orm = await openOrm(databaseUrl, entities, { statementTimeout });
  try {
    const applied = await migrate(orm);
    if (applied.length > 0) log.info({ applied }, 'The database was migrated.');
    const kept = await prepareInstallation(orm.em.fork());
    await prepareSendingLimits(orm.em.fork(), config);
    const redis = config.redisUrl ? await openRedis(config.redisUrl, log) : null;
    return appOver({ config, log, orm, databaseUrl, kept, redis });
  } catch (error) {
    await orm.close();
    throw error;
  }
}

interface Opened extends Pick<App, 'config' | 'log' | 'orm' | 'databaseUrl'> {
  /** The key that the installation generated for itself. */
  kept: string;
  redis: Redis | null;
}

function appOver({ config, log, orm, databaseUrl, kept, redis }: Opened): App {
  const jobStore = new ReopeningStore(() => openJobStore(config.agendaUrl ?? databaseUrl, log), log);
  const rateLimits = openRateLimits(databaseUrl, log);
  const secret = config.secretKey ?? kept;
  const services: Services = {
    orm,
    log,
    clock: systemClock,
    wakeups: new DatabaseWakeups({ orm, log, store: jobStore }),
    secret,
    earlierSecrets: [...config.formerSecretKeys, kept],
    ...settingsOf(config),
    dns: new DnsLookup({ servers: config.dnsServers }),
    rateLimits,
    cache: openCache({ redis, secret }),
    mailer: { send: () => Promise.reject(new Error('This process sends no single mails.')) },
    accountMailTakesUtf8: () => Promise.resolve(false),
  };
  const actor = system(config.locale);
  return {
    config,
    log,
    orm,
    services,
    redis,
    databaseUrl,
    jobStore,
    asSystem: () => createContext(services, { actor, trigger: 'COMMAND' }),
    asSchedule: () => createContext(services, { actor, trigger: 'SCHEDULE' }),
    async close() {
      await jobStore.close();
      redis?.close();
      await rateLimits.close();
      await orm.close();
    },
  };
}

/** The part of the configuration for use cases. */
const settingsOf = (config: Config) => ({
  baseUrl: config.baseUrl,
  mailFrom: config.mailFrom,
  bounceAddress: config.bounceAddress,
  hasReturnPaths: config.hasReturnPaths,
  mailServices: [...config.mailHooks.keys()],
  spamFilter: config.spamFilter,
  softBounces: config.softBounces,
  outgoingIps: config.outgoingIps,
  smtpServers: serversOf(config),
  registration: config.registration,
  catchesMail: config.smtpUrl === undefined && !config.isProduction,
  mailReach: mailReach(config.smtpUrl),
  accountMailReach: mailReach(config.accountSmtpUrl ?? config.smtpUrl),
  newAccounts: config.newAccounts,
  webhooksMayBePrivate: config.webhooksMayBePrivate,
  installation: { version: VERSION, settings: listSettings(config) },
});

/** Each once, although account mails may go over a server of mailings. */
function serversOf({ smtpUrl, accountSmtpUrl }: Config): SmtpServer[] {
  const all = [smtpUrl, accountSmtpUrl].flatMap((urls) => (urls ? parseSmtpUrls(urls) : []));
  return [...new Map(all.map((server) => [`${server.host}:${server.port}`, server])).values()];
}
