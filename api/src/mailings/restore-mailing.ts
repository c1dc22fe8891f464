import { mayWrite } from '../access/owned-things.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { databaseNow } from '../db/database-now.ts';
import { retried } from '../db/retried.ts';
import { bringBack } from '../deletions/bring-back.ts';
import { type Deleted, getDeleted } from '../deletions/get-deleted.ts';
import { conflict } from '../errors/domain-error.ts';
import { Mailing } from './mailing.entity.ts';
import { restorableMailing } from './restorable-mailing.ts';
import { endRepetition } from './schedule/end-repetition.ts';
import { nextStart } from './schedule/recurrence.ts';
import { setStartJob } from './schedule/start-job.ts';

/**
 * Restores a mailing that was deleted within a day, with its schedule and what still exists of its audience.
 * A start that has passed is not made up for. Throws CONFLICT if its message or interval was deleted too.
 */
export async function restoreMailing(ctx: Context, id: string): Promise<Mailing> {
  const mailing = await retried(() => ctx.em.transactional(() => restore(ctx, id)));
  await setStartJob(ctx, mailing.id);
  return mailing;
}

async function restore(ctx: Context, id: string): Promise<Mailing> {
  const deleted = await getDeleted(ctx, restorableMailing, { id, can: mayWrite('delete', 'mailing') });
  await bringBack(ctx.em, restorableMailing, { deleted, changes: await changesOf(ctx, deleted) });
  const mailing = await ctx.em.findOneOrFail(Mailing, deleted.thingId, { refresh: true });
  await skipPassedStarts(ctx, mailing);
  await record(ctx, {
    action: 'MAILING_RESTORED',
    subject: 'MAILING',
    subjectId: mailing.id,
    subjectName: mailing.name,
    ownerId: mailing.owner.id,
  });
  await ctx.em.flush();
  return mailing;
}

/** Whoever is gone by now is no longer named. */
async function changesOf(ctx: Context, { id }: Deleted): Promise<Record<string, unknown>> {
  const [row] = await ctx.em.execute<{ isWhole: boolean; changes: Record<string, unknown> }[]>(
    `select exists (select from message where id = kept.message_id)
         and (kept.interval_id is null or exists (select from "interval" where id = kept.interval_id)) as "isWhole",
       jsonb_build_object('sender_id', (select id from sender_identity where id = kept.sender_id),
         'disabled_by_id', (select id from "user" where id = kept.disabled_by_id)) as changes
     from deletion cross join jsonb_populate_record(null::mailing, contents -> 'mailing' -> 0) kept
     where deletion.id = ?`,
    [id],
  );
  if (!row!.isWhole) throw conflict('MAILING_PART_DELETED');
  return row!.changes;
}

/** Nobody expects a mailing to be sent because it was restored. */
async function skipPassedStarts(ctx: Context, mailing: Mailing): Promise<void> {
  const now = await databaseNow(ctx.em);
  const { startAt, timeZone, endAt } = mailing;
  if (!startAt || !mailing.nextRunAt || mailing.nextRunAt > now) return;
  const next = nextStart({ startAt, timeZone, interval: await mailing.interval?.loadOrFail() }, now);
  mailing.nextRunAt = next && endAt && next >= endAt ? null : next;
  await endRepetition(ctx, mailing, now);
}
