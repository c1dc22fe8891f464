import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { Context } from '../../context/context.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import type { SendScope } from '../../runs/run.enums.ts';

/** From so many people on, indexes made after the rows take clearly less time than rows put into indexes. */
const LARGE = 250_000;

/** A part of deliveries and attempts that only one launch knows of until it commits. */
export interface OwnPart {
  /** The number that its run must have. */
  runId: number;
  /** The table for its deliveries, without indexes. */
  deliveries: string;
}

/**
 * Makes a part for the launch of a mailing to many people; null if few are on its lists and chosen one by one, if
 * there are many parts already, or if another launch is making one. It is gone again unless `attachOwnPart` is called
 * in the same transaction.
 */
export async function openOwnPart(ctx: Context, mailing: Mailing, scope: SendScope): Promise<OwnPart | null> {
  if (scope !== 'ALL') return null;
  const [row] = await ctx.em.execute<{ id: number | null }[]>(
    `select case when listed.count + chosen.count >= ? then open_large_part() end as id
     from (select coalesce(sum(recipient_count), 0) as count from recipient_list
         where id in (select list_id from mailing_list where mailing_id = ?)) listed,
       (select count(*) from (select from mailing_recipient where mailing_id = ? limit ?) member) chosen`,
    [LARGE, mailing.id, mailing.id, LARGE],
  );
  const runId = row?.id ?? null;
  return runId === null ? null : { runId, deliveries: `delivery_${runId / 10_000}` };
}

/**
 * Makes the part's indexes, and joins it to the others. Nobody waits for it except another new part. A mailbox that is
 * there twice, which only recipients of several owners can be, is left once.
 */
export async function attachOwnPart(ctx: Context, part: OwnPart): Promise<void> {
  try {
    // In a savepoint.
    await ctx.em.transactional(() => attach(ctx, part));
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    await ctx.em.execute(
      `delete from ${part.deliveries} later using ${part.deliveries} earlier
       where later.address_hash = earlier.address_hash and later.id > earlier.id`,
    );
    await attach(ctx, part);
  }
}

const attach = (ctx: Context, { runId }: OwnPart) =>
  ctx.em.execute('select attach_part(?::int)', [runId / 10_000]);
