import type { EntityManager } from '@mikro-orm/postgresql';

/** So many deliveries lie in one part of the ledger. */
const OF_PART = 1_000_000;

/**
 * A run of each mailing that was sent, and about so many deliveries, each with an attempt. The first run of alice
 * has a third of them, or all her people.
 */
export async function addHistory(em: EntityManager, attempts: number): Promise<void> {
  const parts = Math.ceil(attempts / OF_PART);
  await em.execute(
    `create temporary table share as select id as mailing_id, ntile(?) over (order by id) as part,
       case when row_number() over (order by owner_id, id) = 1 then ?::int / 3
         else ?::int * 2 / 3 / count(*) over () end as size
     from mailing where status = 'COMPLETED'`,
    [parts, attempts, attempts],
  );
  for (let part = 1; part <= parts; part++) {
    if (part > 1) await em.execute('select cut_ledger(0)');
    await addPart(em, part);
  }
}

async function addPart(em: EntityManager, part: number): Promise<void> {
  await em.execute('drop table if exists plan');
  await em.execute(
    `create temporary table plan as with run as (
       insert into mailing_run (mailing_id, owner_id, run_number, trigger_type, scope, status, subject, body, format, launched_from,
         started_at, finished_at)
       select id, owner_id, 1, 'MANUAL', 'ALL', 'COMPLETED', 'News', 'Hello', 'TEXT', 'CREATED', created_at, created_at
       from mailing join share on mailing_id = id where part = ? order by id
       returning id as run_id, owner_id, mailing_id, started_at
     ) select run.*, size from run join share using (mailing_id)`,
    [part],
  );
  await em.execute(
    `insert into delivery (run_id, recipient_id, email, address_hash, state, tries, sent_at)
     select plan.run_id, person.id, person.email, person.address_hash,
       case when person.place % 33 = 0 then 'FAILED' else 'SENT' end, 1,
       case when person.place % 33 = 0 then null else plan.started_at end
     from plan cross join lateral (select id, email, address_hash, row_number() over () as place from recipient
       where recipient.owner_id = plan.owner_id limit plan.size) person order by plan.run_id`,
  );
  await em.execute(
    `update mailing_run run set total = counted.total, sent = counted.sent, failed = counted.total - counted.sent,
       first_delivery_id = counted.first, last_delivery_id = counted.last, first_sent_at = started_at
     from (select run_id, count(*) as total, count(*) filter (where state = 'SENT') as sent, min(id) as first, max(id) as last
       from delivery where run_id in (select run_id from plan) group by run_id) counted where counted.run_id = run.id`,
  );
  await em.execute(
    `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response, attempted_at)
     select delivery.id, delivery.run_id, plan.mailing_id, plan.owner_id,
       case state when 'SENT' then 'SUCCESS' else 'FAILURE' end, case state when 'SENT' then 250 else 550 end,
       case state when 'SENT' then '250 2.0.0 Ok' else '550 5.1.1 No such user' end,
       plan.started_at + (delivery.id % 3600) * interval '1 second'
     from delivery join plan using (run_id) order by delivery.id`,
  );
}
