import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { loaderOf, type Context } from '../context/context.ts';
import { Message } from '../messages/message.entity.ts';

const mailingCountOfMessage = loaderOf<number, number>(async (ctx, messageIds) => {
  const rows = await ctx.em.execute<{ message_id: number; count: number }[]>(
    'select message_id, count(*)::int as count from mailing where message_id = any (?::int[]) group by message_id',
    [`{${messageIds.join()}}`],
  );
  const counts = new Map(rows.map((row) => [row.message_id, row.count]));
  return messageIds.map((id) => counts.get(id) ?? 0);
});

@Resolver(() => Message)
export class MessageUseResolver {
  @FieldResolver(() => Int, { description: 'The number of mailings that send the message.' })
  mailingCount(@Root() message: Message, @Ctx() ctx: Context) {
    return mailingCountOfMessage(ctx).load(message.id);
  }
}
