import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { visibleRecipients } from '../recipient.access.ts';

/** Only this many of an owner's recipients are examined, those that were created or changed last. */
const PEOPLE = 2_000;
const NAMES = 200;

/**
 * Returns the attribute names of the recipients of an owner that were created or changed last, sorted; none if the
 * actor may not see them.
 */
export async function attributeNames(ctx: Context, ownerId?: string | null): Promise<string[]> {
  const owner = ownerId ? (idOf(ownerId) ?? 0) : (ctx.actor.id ?? 0);
  const { owner: seen = owner } = visibleRecipients(ctx.actor) as { owner?: number };
  if (seen !== owner) return [];
  const rows = await ctx.em.execute<{ name: string }[]>(
    `select distinct name from (
       select attributes from recipient where owner_id = ? order by updated_at desc, id desc limit ?
     ) latest, jsonb_object_keys(latest.attributes) name order by name limit ?`,
    [owner, PEOPLE, NAMES],
  );
  return rows.map(({ name }) => name);
}
