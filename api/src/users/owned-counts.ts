import { Field, Int, ObjectType } from 'type-graphql';
import { loaderOf } from '../context/context.ts';

@ObjectType({
  description: 'How much a user owns, and would be deleted with the user.',
  simpleResolvers: true,
})
export class OwnedCounts {
  @Field(() => Int, { description: 'The number of recipients.' })
  recipients!: number;

  @Field(() => Int, { description: 'The number of lists.' })
  lists!: number;

  @Field(() => Int, { description: 'The number of messages.' })
  messages!: number;

  @Field(() => Int, { description: 'The number of mailings.' })
  mailings!: number;
}

/** The numbers of things that users own, counted in one statement. */
export const ownedByUser = loaderOf<number, OwnedCounts>(async (ctx, userIds) => {
  const rows = await ctx.em.execute<(OwnedCounts & { id: number })[]>(
    `select owner.id,
       (select count(*)::int from recipient where owner_id = owner.id) as recipients,
       (select count(*)::int from recipient_list where owner_id = owner.id) as lists,
       (select count(*)::int from message where owner_id = owner.id) as messages,
       (select count(*)::int from mailing where owner_id = owner.id) as mailings
     from unnest(?::int[]) as owner (id)`,
    [`{${[...new Set(userIds)].join()}}`],
  );
  const byUser = new Map(rows.map(({ id, ...counts }) => [id, counts]));
  return userIds.map((id) => byUser.get(id)!);
});
