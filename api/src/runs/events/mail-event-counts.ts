import { Field, Int, ObjectType } from 'type-graphql';
import { loaderOf } from '../../context/context.ts';
import type { MailEventKind } from './mail-event.enums.ts';

@ObjectType({
  description: 'The number of mails of a run with each kind of event.',
  simpleResolvers: true,
})
export class MailEventCounts {
  @Field(() => Int, { description: 'Mails to mailboxes that do not exist.' })
  hardBounces!: number;

  @Field(() => Int, {
    description: 'Mails refused by mailboxes that exist, for example because they are full.',
  })
  softBounces!: number;

  @Field(() => Int, { description: 'Mails refused for reasons that do not concern the mailbox.' })
  policyBounces!: number;

  @Field(() => Int, { description: 'Mails reported as unwanted.' })
  complaints!: number;

  @Field(() => Int, { description: 'Mails whose recipients unsubscribed, in any way.' })
  unsubscribes!: number;
}

/** The counts of runs, with one short index scan for each. */
export const eventCountsOfRun = loaderOf<number, MailEventCounts>(async (ctx, runIds) => {
  const rows = await ctx.em.execute<{ run_id: number; kind: MailEventKind; count: number }[]>(
    'select run_id, kind, count(*)::int as count from mail_event where run_id = any (?::int[]) group by run_id, kind',
    [`{${runIds.join()}}`],
  );
  const byRun = Map.groupBy(rows, (row) => row.run_id);
  return runIds.map((id) => {
    const countOf = (kind: MailEventKind) => byRun.get(id)?.find((row) => row.kind === kind)?.count ?? 0;
    return {
      hardBounces: countOf('HARD_BOUNCE'),
      softBounces: countOf('SOFT_BOUNCE'),
      policyBounces: countOf('POLICY_BOUNCE'),
      complaints: countOf('COMPLAINT'),
      unsubscribes: countOf('UNSUBSCRIBE'),
    };
  });
});
