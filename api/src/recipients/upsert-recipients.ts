import { idOf } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { DomainError, fault, invalid, unauthenticated } from '../errors/domain-error.ts';
import { problemOf } from '../errors/problem.ts';
import { retried } from '../db/retried.ts';
import { validated } from '../input/validation.ts';
import { RecipientList } from './lists/recipient-list.entity.ts';
import { MOST_ATTRIBUTE_BYTES } from './recipient-bounds.ts';
import { upsertedRecipient } from './recipient.rules.ts';
import type { UpsertedRecipients, UpsertRecipientInput } from './upsert-recipients.inputs.ts';

const MOST_AT_ONCE = 1000;

type Rejected = UpsertedRecipients['rejected'][number];

/**
 * Creates recipients for the actor, or changes those with the same mailbox: given fields are set, the others
 * stay; a row without changes leaves `updatedAt` alone. If several rows have the same mailbox, the last one
 * counts. Invalid rows are reported by their position and the others saved, in one transaction. Throws
 * INVALID for more than 1,000 rows.
 */
export async function upsertRecipients(
  ctx: Context,
  { input, listIds }: { input: UpsertRecipientInput[]; listIds?: string[] | null | undefined },
): Promise<UpsertedRecipients> {
  if (ctx.actor.id === null) throw unauthenticated();
  if (input.length > MOST_AT_ONCE) throw invalid([fault('TOO_MANY', ['input'], { bound: MOST_AT_ONCE })]);
  const owner = ctx.actor.id;
  const rejected: Rejected[] = [];
  const rows = input.flatMap((given, index) => {
    const row = readRow(ctx, { given, index });
    if ('problems' in row) rejected.push(row);
    return 'problems' in row ? [] : [{ ...row, place: index }];
  });
  return retried(() =>
    ctx.em.transactional(async (em) => {
      const lists = await ownLists(ctx, { ids: listIds ?? [], owner });
      const [counts] = await em.execute<
        { created: number; updated: number; mailboxes: number; largest: number }[]
      >(UPSERT, [JSON.stringify(rows), owner, owner]);
      if (lists.length > 0) {
        await em.execute(PUT_INTO_LISTS, [`{${lists.join()}}`, JSON.stringify(rows), owner]);
      }
      const { created, updated, mailboxes, largest } = counts!;
      if (largest > MOST_ATTRIBUTE_BYTES) throw invalid([fault('WRONG_VALUE', ['input', 'attributes'])]);
      return {
        createdCount: created,
        updatedCount: updated,
        unchangedCount: mailboxes - created - updated,
        repeatedCount: rows.length - mailboxes,
        rejected,
      };
    }),
  );
}

/** Returns the numbers of lists of one owner. Throws INVALID if one is not. */
async function ownLists(ctx: Context, { ids, owner }: { ids: string[]; owner: number }): Promise<number[]> {
  const wanted = [...new Set(ids.map((id) => idOf(id) ?? 0))];
  const known = wanted.length > 0 ? await ctx.em.count(RecipientList, { id: wanted, owner }) : 0;
  if (known < wanted.length) throw invalid([fault('NO_SUCH_THING', ['listIds'])]);
  return wanted;
}

/** Returns a row that can be saved, or what is wrong with it. */
function readRow(ctx: Context, { given, index }: { given: UpsertRecipientInput; index: number }) {
  try {
    return validated(upsertedRecipient, given);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'INVALID') throw error;
    return {
      index,
      email: given.email,
      problems: (error.details.faults ?? []).map((one) => problemOf(ctx.locale, one)),
    };
  }
}

// A key that is absent from a row is null in the record; the patch contains only those present.
const UPSERT = `
with given as (
  select distinct on (address_hash(row ->> 'email')) row ->> 'email' as email, address_hash(row ->> 'email') as hash, row
  from jsonb_array_elements(?::jsonb) row order by address_hash(row ->> 'email'), (row ->> 'place')::int desc
), saved as (
  insert into recipient as known (owner_id, email, full_name, comment, attributes)
  select ?, given.email, coalesce(given.row ->> 'fullName', earlier.full_name, ''),
    coalesce(given.row ->> 'comment', earlier.comment, ''),
    (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(
       coalesce(earlier.attributes, '{}') || coalesce(given.row -> 'attributes', '{}')) where value <> 'null')
  from given left join recipient earlier on earlier.address_hash = given.hash and earlier.owner_id = ?
  on conflict (owner_id, address_hash) do update set full_name = excluded.full_name, comment = excluded.comment,
    attributes = excluded.attributes, updated_at = now()
  where (known.full_name, known.comment, known.attributes) is distinct from (excluded.full_name, excluded.comment, excluded.attributes)
  returning xmax = 0 as is_new, length(attributes::text) as size
)
select count(*) filter (where is_new)::int as created, count(*) filter (where not is_new)::int as updated,
  (select count(*) from given)::int as mailboxes, coalesce(max(size), 0) as largest from saved`;

const PUT_INTO_LISTS = `
insert into recipient_list_member (list_id, recipient_id)
select list_id, recipient.id from unnest(?::int[]) list_id cross join jsonb_array_elements(?::jsonb) row
join recipient on recipient.address_hash = address_hash(row ->> 'email') and recipient.owner_id = ?
on conflict do nothing`;
