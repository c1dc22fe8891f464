import type { SmtpServer } from '../../../platform/smtp/smtp-url.ts';
import type { WorkerPool } from '../../../platform/worker-pool.ts';

/** Makes servers known to the database, with their present rates, and returns their numbers by label. */
export async function registerServers(pool: WorkerPool, servers: SmtpServer[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: number; label: string }>(
    `insert into mail_server (label, messages_per_second)
     select label, rate from unnest($1::text[], $2::float8[]) as given (label, rate) order by label
     on conflict (label) do update set messages_per_second = excluded.messages_per_second
     returning id, label`,
    [servers.map(({ label }) => label), servers.map(({ messagesPerSecond }) => messagesPerSecond ?? null)],
  );
  return new Map(rows.map(({ id, label }) => [label, id]));
}
