import { idOf, type Can } from '../access/owned-things.ts';
import { has, owns } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notFound } from '../errors/domain-error.ts';
import type { Restorable } from './restorable.ts';

/** A deletion that is locked until the transaction ends. */
export interface Deleted {
  id: number;
  thingId: number;
  owner: { id: number };
}

/**
 * Returns what is kept of a deleted thing. Throws NOT_FOUND if it was not deleted within a day, was restored,
 * or the actor could not see it, and FORBIDDEN if the actor may not do this.
 */
export async function getDeleted(
  ctx: Context,
  { kind, seenWith }: Restorable,
  { id, can }: { id: string; can: Can<Deleted> },
): Promise<Deleted> {
  const [row] = await ctx.em.execute<{ id: number; thing_id: number; owner_id: number }[]>(
    `select id, thing_id, owner_id from deletion
     where kind = ? and thing_id = ? and created_at > now() - interval '1 day' for update`,
    [kind, idOf(id) ?? 0],
  );
  const deleted = row && { id: row.id, thingId: row.thing_id, owner: { id: row.owner_id } };
  if (!deleted || !(has(ctx.actor, seenWith) || owns(ctx.actor, deleted))) throw notFound();
  if (!can(ctx.actor, deleted)) throw forbidden();
  return deleted;
}
