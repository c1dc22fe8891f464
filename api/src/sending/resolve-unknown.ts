import { record } from '../audit/record.ts';
import { LockMode } from '@mikro-orm/core';
import { bigIdOf } from '../access/owned-things.ts';
import type { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { changedRows } from '../db/changed-rows.ts';
import { conflict, fault, invalid } from '../errors/domain-error.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { lockOwner } from './launch/lock-owner.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { canControl, getRun } from '../runs/run.access.ts';
import type { UnknownResolution } from '../runs/run.enums.ts';

interface ResolveUnknown {
  runId: string;
  resolution: UnknownResolution;
  /** Defaults to all unknown deliveries of the run. */
  deliveryIds?: string[] | null | undefined;
}

/**
 * Records a person's decision about deliveries in doubt: counts them as sent, or sends them once more, which
 * reopens the run. Throws CONFLICT if another run of the mailing is unfinished, this one is being cancelled
 * or nothing is in doubt; INVALID if the mailing has ended or is disabled, or its owner is blocked.
 */
export async function resolveUnknown(ctx: Context, input: ResolveUnknown): Promise<MailingRun> {
  const { mailing } = await getRun(ctx, input.runId, { can: canControl });
  const run = await ctx.em.transactional(async (em) => {
    const locked = await em.findOneOrFail(Mailing, mailing.id, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      refresh: true,
    });
    const owner = await lockOwner(ctx, locked);
    const run = await getRun(ctx, input.runId, { can: canControl, lock: true });
    if (input.resolution === 'SEND_AGAIN') await assertReopenable(ctx, run, { mailing: locked, owner });
    const ids = input.deliveryIds?.map(bigIdOf).filter((id) => id !== null);
    const state = input.resolution === 'MARK_SENT' ? 'SENT' : 'PENDING';
    const resolved = await moveUnknown(ctx, run, { ids, state });
    if (resolved === 0) throw conflict('NO_UNKNOWN');
    if (state === 'SENT') await forgetSums(ctx, locked.id);
    if (state === 'PENDING' && run.finishedAt) await reopen(ctx, locked, run);
    await record(ctx, {
      action: 'UNKNOWN_RESOLVED',
      subject: 'MAILING',
      subjectId: locked.id,
      subjectName: locked.name,
      ownerId: owner.id,
      runId: run.id,
      details: { resolution: input.resolution, deliveries: resolved },
    });
    return run;
  });
  if (input.resolution === 'SEND_AGAIN') await ctx.wakeups.wakeWorkers();
  return ctx.em.refreshOrFail(run);
}

async function assertReopenable(
  ctx: Context,
  run: MailingRun,
  { mailing, owner }: { mailing: Mailing; owner: User },
): Promise<void> {
  const others = await ctx.em.count(MailingRun, {
    mailing: mailing.id,
    finishedAt: null,
    id: { $ne: run.id },
  });
  const isBeingSkipped = !run.finishedAt && run.skipsRestAs != null;
  if (others > 0 || isBeingSkipped) throw conflict('RUN_UNFINISHED');
  if (mailing.endAt && mailing.endAt <= ctx.clock.now()) throw invalid([fault('END_PASSED', ['endAt'])]);
  if (!mailing.isActive) throw invalid([fault('MAILING_DISABLED')]);
  if (!owner.isActive) throw invalid([fault('OWNER_BLOCKED')]);
}

/** Makes a finished run pending again first, because the counters of a finished run cannot change. */
async function reopen(ctx: Context, mailing: Mailing, run: MailingRun): Promise<void> {
  run.endsAt = mailing.endAt ?? null;
  mailing.status = 'RUNNING';
  await ctx.em.flush();
}

function moveUnknown(
  ctx: Context,
  run: MailingRun,
  { ids, state }: { ids: number[] | undefined; state: string },
) {
  const again = state === 'PENDING';
  return changedRows(
    ctx.em,
    `with moved as (
       update delivery set state = ?, sent_at = case when ? = 'SENT' then coalesce(
         (select max(attempted_at) from attempt where run_id = delivery.run_id and delivery_id = delivery.id), now()) end
       where run_id = ? and exception = 'UNKNOWN' ${ids ? 'and id = any (?::bigint[])' : ''} returning id, sent_at
     ), marked as (
       insert into attempt_count (mailing_id, owner_id, quarter, marked_sent)
       select run.mailing_id, run.owner_id, date_bin('15 minutes', sent_at, '2000-01-01Z'), count(*)
       from moved cross join mailing_run run where run.id = ? and sent_at is not null group by 1, 2, 3 order by 3
       on conflict (mailing_id, quarter) do update
       set marked_sent = attempt_count.marked_sent + excluded.marked_sent
     ), counted as (
       update mailing_run set unknown = unknown - (select count(*) from moved),
         ${again ? 'pending = pending' : 'sent = sent'} + (select count(*) from moved)
         ${again ? ", finished_at = null, skips_rest_as = null, status = case when cardinality(pause_reasons) > 0 then 'PAUSED' else 'RUNNING' end, claim_cursor = least(claim_cursor, (select min(id) - 1 from moved))" : ''}
       where id = ? and exists (select from moved)
     )
     select from moved`,
    [state, state, run.id, ...(ids ? [`{${ids.join()}}`] : []), run.id, run.id],
  );
}

/** The days of marked mails may have been summed already. */
const forgetSums = (ctx: Context, mailingId: number) =>
  ctx.em.execute(
    'select forget_sums(array(select quarter from attempt_count where mailing_id = ? and marked_sent > 0))',
    [mailingId],
  );
