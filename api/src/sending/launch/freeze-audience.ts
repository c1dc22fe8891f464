import type { Context } from '../../context/context.ts';
import type { Sql } from '../../db/sql.ts';
import { audienceOf } from '../../mailings/audience/audience.queries.ts';
import type { MailingRun } from '../../runs/mailing-run.entity.ts';
import { attachOwnPart, type OwnPart } from './own-part.ts';

/**
 * Creates one delivery for each distinct mailbox of the audience and sets the run's counters. People who must not be
 * written to get a delivery as well, SKIPPED with the reason. Deliveries are numbered, and sent, in the order in which
 * people joined the list. A part of the run's own is filled in place of the whole, and joined to it. Returns how many
 * are to be sent.
 */
export async function freezeAudience(ctx: Context, run: MailingRun, part: OwnPart | null): Promise<number> {
  const audience = await audienceOf(ctx, run.mailing.id, run.scope);
  return part ? freezeMany(ctx, run, { audience, part }) : freezeFew(ctx, run, audience);
}

const STATE = `case when skip_reason is null then 'PENDING' else 'SKIPPED' end`;

const SET_COUNTS = `update mailing_run set total = counted.total, pending = counted.pending,
    skipped = counted.total - counted.pending, first_delivery_id = counted.first_id,
    last_delivery_id = counted.last_id
  from counted where id = ? returning mailing_run.pending`;

const count = (deliveries: string) => `counted as (
    select count(*)::int as total, count(*) filter (where state = 'PENDING')::int as pending,
      min(id) as first_id, max(id) as last_id from ${deliveries}
  )`;

async function freezeFew(ctx: Context, run: MailingRun, audience: Sql): Promise<number> {
  const [counts] = await ctx.em.execute<{ pending: number }[]>(
    // Duplicates are removed by sorting: ON CONFLICT would probe both unique indexes for each row, which
    // takes half as long again.
    `with frozen as (
       insert into delivery (run_id, recipient_id, email, address_hash, state, skip_reason)
       select ?, recipient_id, email, address_hash, ${STATE}, skip_reason
       from (select *, row_number() over (partition by address_hash order by recipient_id) as occurrence
         from (${audience.sql}) everybody) audience
       where occurrence = 1 order by recipient_id returning id, state
     ), ${count('frozen')} ${SET_COUNTS}`,
    [run.id, ...audience.params, run.id],
  );
  return counts!.pending;
}

/** The same for so many that sorting them by mailbox would take a third of the launch. */
async function freezeMany(
  ctx: Context,
  run: MailingRun,
  { audience, part }: { audience: Sql; part: OwnPart },
): Promise<number> {
  await ctx.em.execute(
    `insert into ${part.deliveries} (id, run_id, recipient_id, email, address_hash, state, skip_reason)
     select nextval('delivery_id_seq'), ?, recipient_id, email, address_hash, ${STATE}, skip_reason
     from (${audience.sql}) everybody order by recipient_id`,
    [run.id, ...audience.params],
  );
  await attachOwnPart(ctx, part);
  const [counts] = await ctx.em.execute<{ pending: number }[]>(
    `with ${count(part.deliveries)} ${SET_COUNTS}`,
    [run.id],
  );
  return counts!.pending;
}
