import pg from 'pg';
import type { Config } from '../../config.ts';
import type { TextKey } from '../../language/text.ts';
import { openRedis } from '../../platform/cache/open-redis.ts';
import { openJobStore } from '../../platform/jobs/open-job-store.ts';
import type { Log } from '../../platform/log.ts';
import { openDatabase } from '../../platform/open-database.ts';
import { openMail } from '../../platform/open-mail.ts';
import { postgresOptions } from '../../platform/postgres-options.ts';
import { probeSmtp } from '../../platform/smtp/probe-smtp.ts';
import type { SmtpServer } from '../../platform/smtp/smtp-url.ts';

interface Part {
  name: TextKey;
  /** A description, such as a version; null if it cannot be reached. */
  state: string | null;
  /** Why it cannot be reached. */
  reason?: string;
}

const PATIENCE = 5000;

/** Tries to reach database, jobs, cache and SMTP server, each as the server would. Never throws. */
export async function reachParts(config: Config, log: Log): Promise<Part[]> {
  const database = await openDatabase(config, log).catch((error: unknown) => error as Error);
  const isThere = !(database instanceof Error);
  const away = isThere ? null : database.message;
  try {
    return [
      await part('CHECK_DATABASE', async () => versionOf(isThere ? database.url : fail(away!))),
      await part('CHECK_JOBS', async () => {
        const url = config.agendaUrl ?? (isThere ? database.url : fail(away!));
        const store = await openJobStore(url, log);
        await store.ping().finally(() => store.close());
        return url.slice(0, url.indexOf(':'));
      }),
      await part('CHECK_CACHE', () => cacheOf(config, log)),
      await part('CHECK_SMTP', () => smtpOf(config, log)),
    ];
  } finally {
    if (isThere) await database.stop();
  }
}

function fail(reason: string): never {
  throw new Error(reason);
}

async function part(name: TextKey, reach: () => Promise<string>): Promise<Part> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`${PATIENCE / 1000} s`)), PATIENCE);
  try {
    return { name, state: await Promise.race([reach(), late.promise]) };
  } catch (error) {
    return { name, state: null, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client(postgresOptions(url));
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  await client.end();
  return `PostgreSQL ${rows[0]!.version}`;
}

async function cacheOf({ redisUrl }: Config, log: Log): Promise<string> {
  if (!redisUrl) return 'memory';
  const redis = await openRedis(redisUrl, log);
  try {
    const ready = Promise.withResolvers<void>();
    redis.onReady(ready.resolve);
    if (!redis.client.isReady) await ready.promise;
    return 'redis';
  } finally {
    redis.close();
  }
}

const addressOf = ({ host, port }: SmtpServer) => `${host}:${port}`;

/** Throws an error that names the servers which cannot be reached. */
async function smtpOf(config: Config, log: Log): Promise<string> {
  const mail = await openMail(config, log);
  try {
    const servers = [...new Set([...mail.servers, ...mail.accountServers])];
    const answers = await Promise.all(servers.map(probeSmtp));
    const away = servers.filter((_, index) => !answers[index]);
    if (away.length > 0) throw new Error(away.map(addressOf).join(', '));
    return servers.map(addressOf).join(', ');
  } finally {
    await mail.stop();
  }
}
