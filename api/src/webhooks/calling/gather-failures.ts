import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../db/changed-rows.ts';

/**
 * Gathers failed deliveries into calls, of one run and one webhook, up to a hundred each. Returns how many
 * calls.
 */
export const gatherFailures = (em: EntityManager): Promise<number> => changedRows(em, GATHER, []);

const GATHER = `
with taken as (
  delete from webhook_failure where (webhook_id, delivery_id) in (
    select webhook_id, delivery_id from webhook_failure order by webhook_id, run_id, delivery_id limit 2000
    for update skip locked
  ) returning webhook_id, run_id, delivery_id
), placed as (
  select *, (row_number() over (partition by webhook_id, run_id order by delivery_id) - 1) / 100 as part from taken
)
insert into webhook_call (webhook_id, event, facts)
select placed.webhook_id, 'DELIVERY_FAILED', jsonb_build_object(
  'runId', run.id::text, 'runNumber', run.run_number, 'mailingId', run.mailing_id::text,
  'deliveries', jsonb_agg(jsonb_build_object(
    'id', delivery.id::text, 'recipientId', delivery.recipient_id::text, 'email', delivery.email,
    'smtpCode', last.smtp_code, 'response', left(last.server_response, 300), 'attemptedAt', last.attempted_at
  ) order by delivery.id))
from placed join mailing_run run on run.id = placed.run_id
  join delivery on delivery.run_id = placed.run_id and delivery.id = placed.delivery_id
left join lateral (
  select smtp_code, server_response, attempted_at from attempt
  where attempt.run_id = delivery.run_id and delivery_id = delivery.id order by id desc limit 1
) last on true
group by placed.webhook_id, run.id, placed.part`;
