import { Field, Int, ObjectType } from 'type-graphql';
import { has } from '../context/actor.ts';
import type { Context } from '../context/context.ts';

@ObjectType({ description: 'What was added in a period and still exists.', simpleResolvers: true })
export class Added {
  @Field(() => Int, { description: 'The number of mailings.' })
  mailings!: number;

  @Field(() => Int, { description: 'The number of recipients.' })
  recipients!: number;
}

/** A period, without its end. */
interface Period {
  from: Date;
  to?: Date | null | undefined;
}

/**
 * Counts what was added in a period: of everything for viewers who may see all, of their own for other users.
 * Cached for a minute, and dropped when the data changes.
 */
export function countAdded(ctx: Context, { from, to }: Period): Promise<Added> {
  const { actor } = ctx;
  const ownerId = has(actor, 'can_view_all_mailings') ? null : (actor.id ?? 0);
  const name = JSON.stringify(['added', ownerId, from, to]);
  return ctx.cache.get(name, { seconds: 60, tags: ['mailings', 'recipients'] }, async () => {
    const where = 'created_at >= ? and (?::timestamptz is null or created_at < ?)';
    const own = ownerId === null ? '' : 'and owner_id = ?';
    const count = (table: string) => `(select count(*)::int from ${table} where ${where} ${own})`;
    const params = [from, to ?? null, to ?? null, ...(ownerId === null ? [] : [ownerId])];
    const [row] = await ctx.em.execute<Added[]>(
      `select ${count('mailing')} as mailings, ${count('recipient')} as recipients`,
      [...params, ...params],
    );
    return row!;
  });
}
