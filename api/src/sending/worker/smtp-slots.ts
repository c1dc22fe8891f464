import type { WorkerPool } from '../../platform/worker-pool.ts';

interface Share {
  workerId: number;
  serverId: number;
  /** The most connections to the server, over all processes together. */
  most: number;
  /** Number of connections that the worker has open to it. */
  inUse: number;
  seconds: number;
}

/**
 * Adjusts a worker's share of the connections to a mail server, whose total all processes together never
 * exceed: keeps the slots that it holds, takes free ones up to its fair share of the limit, and releases
 * unused ones beyond that. A slot that another worker takes at the same moment stays that worker's. Returns
 * how many connections the worker may hold now.
 */
export async function shareSlots(
  pool: WorkerPool,
  { workerId, serverId, most, inUse, seconds }: Share,
): Promise<number> {
  const { rows } = await pool.query<{ granted: number }>({
    name: 'share-slots',
    text: SHARE,
    values: [workerId, inUse, seconds, serverId, most],
  });
  return rows[0]?.granted ?? 0;
}

const SHARE = `
with share as (
  select $5::int as connections,
    ceil($5::int / greatest(1, (select count(*) from worker where expires_at > now()))::numeric)::int as fair
), mine as (
  select slot, row_number() over (order by slot) as position from smtp_slot where worker_id = $1 and server_id = $4
), kept as (
  update smtp_slot set expires_at = now() + make_interval(secs => $3) from mine, share
  where smtp_slot.server_id = $4 and smtp_slot.slot = mine.slot and mine.position <= greatest(share.fair, $2)
    and (smtp_slot.slot <= share.connections or mine.position <= $2)
  returning smtp_slot.slot
), freed as (
  update smtp_slot set worker_id = null, expires_at = null from mine
  where smtp_slot.server_id = $4 and smtp_slot.slot = mine.slot and mine.slot not in (select slot from kept)
), taken as (
  insert into smtp_slot (server_id, slot, worker_id, expires_at)
  select $4, free.slot, $1, now() + make_interval(secs => $3)
  from share cross join lateral (
    select number as slot from generate_series(1, share.connections) as number
    where not exists (select from smtp_slot where server_id = $4 and slot = number and worker_id is not null
      and (expires_at > now() or worker_id = $1))
    limit greatest(0, share.fair - (select count(*) from kept))) free
  on conflict (server_id, slot) do update set worker_id = excluded.worker_id, expires_at = excluded.expires_at
    where smtp_slot.worker_id is null or smtp_slot.expires_at <= now()
  returning slot
)
select least((select count(*) from kept) + (select count(*) from taken), share.fair)::int as granted from share`;
