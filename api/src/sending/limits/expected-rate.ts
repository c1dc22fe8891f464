import { loaderOf } from '../../context/context.ts';
import { findSendingLimits } from './find-sending-limits.ts';

/** Mails a second over one connection, as long as no run has shown how fast the servers are. */
const ASSUMED = 4;

interface Speeds {
  /** The usual speed of the latest runs; null if there was none to learn from. */
  shown: number | null;
  /** What all mail servers in use take together; null if one of them has no limit of its own. */
  ofServers: number | null;
}

/**
 * Mails a second at the limits of the installation and of its mail servers, at most as fast as the latest runs.
 * The same for everybody, whatever the key.
 */
export const expectedRate = loaderOf<string, number>(async (ctx, keys) => {
  const [limits, [speeds]] = await Promise.all([findSendingLimits(ctx), ctx.em.execute<Speeds[]>(SPEEDS)]);
  const { shown, ofServers } = speeds!;
  const perSecond = Math.min(
    limits.messagesPerSecond ?? Infinity,
    ofServers ?? Infinity,
    shown ?? limits.connections * ASSUMED,
  );
  return keys.map(() => perSecond);
});

// The median: one run was paused over night, another went to a mail catcher.
const SPEEDS = `
select (
    select percentile_cont(0.5) within group (order by sent / greatest(extract(epoch from finished_at - first_sent_at), 0.1)) from (
      select sent, first_sent_at, finished_at from mailing_run
      where id > (select coalesce(max(id), 0) - 500 from mailing_run) and sent >= 200 and finished_at > now() - interval '60 days'
      order by id desc limit 5) latest
  ) as shown, (
    select case when bool_and(messages_per_second is not null) then sum(messages_per_second) end from mail_server
    where exists (select from smtp_slot where server_id = mail_server.id and worker_id is not null and expires_at > now())
  ) as "ofServers"`;
