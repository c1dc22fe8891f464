import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import type { Mailing } from '../mailing.entity.ts';
import { MOST_SEGMENTS } from './audience-segments.ts';

/** Replaces the individually chosen recipients of a mailing. Throws INVALID if one is not its owner's. */
export const setRecipients = (ctx: Context, mailing: Mailing, ids: string[]) =>
  replaceMembers(ctx, mailing, { ids, path: 'recipientIds', kind: recipients });

/** Replaces the lists of a mailing. Throws INVALID if one is not its owner's. */
export const setLists = (ctx: Context, mailing: Mailing, ids: string[]) =>
  replaceMembers(ctx, mailing, { ids, path: 'listIds', kind: lists });

/**
 * Replaces the segments of a mailing. Throws INVALID if one is not its owner's, or there are more than 20.
 */
export async function setSegments(ctx: Context, mailing: Mailing, ids: string[]): Promise<void> {
  if (ids.length > MOST_SEGMENTS)
    throw invalid([fault('TOO_MANY', ['segmentIds'], { bound: MOST_SEGMENTS })]);
  await replaceMembers(ctx, mailing, { ids, path: 'segmentIds', kind: segments });
}

const recipients = { table: 'mailing_recipient', column: 'recipient_id', things: 'recipient' };
const lists = { table: 'mailing_list', column: 'list_id', things: 'recipient_list' };
const segments = { table: 'mailing_segment', column: 'segment_id', things: 'segment' };

async function replaceMembers(
  ctx: Context,
  mailing: Mailing,
  { ids, path, kind }: { ids: string[]; path: string; kind: typeof recipients },
): Promise<void> {
  const wanted = [...new Set(ids.map((id) => idOf(id) ?? 0))];
  const list = `{${wanted.join()}}`;
  const [known] = await ctx.em.execute<{ count: number }[]>(
    `select count(*)::int as count from ${kind.things} where id = any (?::int[]) and owner_id = ?`,
    [list, mailing.owner.id],
  );
  if (known!.count < wanted.length) throw invalid([fault('NO_SUCH_THING', [path])]);
  await ctx.em.execute(
    `delete from ${kind.table} where mailing_id = ? and ${kind.column} <> all (?::int[])`,
    [mailing.id, list],
  );
  await ctx.em.execute(
    `insert into ${kind.table} (mailing_id, ${kind.column}) select ?, id from unnest(?::int[]) as id
     on conflict do nothing`,
    [mailing.id, list],
  );
}
