import type { Context } from '../context/context.ts';
import type { Person } from './person.ts';
import type { PersonTraces } from './person-traces.ts';

/** Counts what is known of a person at an owner. */
export async function findTraces(ctx: Context, { email, ownerId }: Person): Promise<PersonTraces> {
  const [row] = await ctx.em.execute<PersonTraces[]>(
    `with mailbox as (select address_hash(?) as hash, ?::int as owner_id), delivered as (
       select delivery.id from mailbox join delivery on address_hash = mailbox.hash
       join mailing_run run on run.id = run_id and run.owner_id = mailbox.owner_id
     )
     select exists (select from recipient where owner_id = mailbox.owner_id and address_hash = hash) as "isRecipient",
       (select count(*)::int from delivered) as "deliveryCount",
       (select count(*)::int from attempt where delivery_id in (select id from delivered)) as "attemptCount",
       (select count(*)::int from mail_event where owner_id = mailbox.owner_id and address_hash = hash) as "eventCount",
       exists (select from suppression where owner_id = mailbox.owner_id and address_hash = hash
         and lifted_at is null) as "isSuppressed"
     from mailbox`,
    [email, ownerId],
  );
  return row!;
}
