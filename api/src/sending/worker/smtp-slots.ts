import type { WorkerPool } from '../../platform/worker-pool.ts';

interface Slots {
  /** How many connections this worker may hold now. */
  granted: number;
  messagesPerSecond: number | null;
}

/**
 * A worker's share of the SMTP connections, which all processes together never exceed: keeps the slots that it holds, takes
 * free ones up to its fair share of the limit, and gives back what it does not use beyond that. A slot that somebody
 * else took in the same moment stays theirs.
 */
export async function shareSlots(
  pool: WorkerPool,
  { workerId, inUse, seconds }: { workerId: number; inUse: number; seconds: number },
): Promise<Slots> {
  const { rows } = await pool.query<{ granted: number; messages_per_second: number | null }>({
    name: 'share-slots',
    text: SHARE,
    values: [workerId, inUse, seconds],
  });
  return { granted: rows[0]?.granted ?? 0, messagesPerSecond: rows[0]?.messages_per_second ?? null };
}

const SHARE = `
with limits as (
  select connections, messages_per_second from sending_limit
), share as (
  select connections, messages_per_second,
    ceil(connections / greatest(1, (select count(*) from worker where expires_at > now()))::numeric)::int as fair
  from limits
), mine as (
  select slot, row_number() over (order by slot) as position from smtp_slot where worker_id = $1
), kept as (
  update smtp_slot set expires_at = now() + make_interval(secs => $3) from mine, share
  where smtp_slot.slot = mine.slot and mine.position <= greatest(share.fair, $2)
    and (smtp_slot.slot <= share.connections or mine.position <= $2)
  returning smtp_slot.slot
), freed as (
  update smtp_slot set worker_id = null, expires_at = null from mine
  where smtp_slot.slot = mine.slot and mine.slot not in (select slot from kept)
), taken as (
  insert into smtp_slot (slot, worker_id, expires_at)
  select free.slot, $1, now() + make_interval(secs => $3)
  from share cross join lateral (
    select number as slot from generate_series(1, share.connections) as number
    where not exists (select from smtp_slot where slot = number and worker_id is not null
      and (expires_at > now() or worker_id = $1))
    limit greatest(0, share.fair - (select count(*) from kept))) free
  on conflict (slot) do update set worker_id = excluded.worker_id, expires_at = excluded.expires_at
    where smtp_slot.worker_id is null or smtp_slot.expires_at <= now()
  returning slot
)
select least((select count(*) from kept) + (select count(*) from taken), share.fair)::int as granted,
  messages_per_second from share`;
