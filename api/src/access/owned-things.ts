import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { ClassType } from 'type-graphql';
import { has, owns, type Actor, type Codename } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notFound } from '../errors/domain-error.ts';

interface Owned {
  id: number;
  owner: { id: number };
}

/** A pure answer to "may this actor do that with this thing". */
export type Can<T> = (actor: Actor, thing: T) => boolean;

interface GetOptions<T> {
  /** What the actor wants to do; seeing is always asked too. */
  can?: Can<T>;
  /** Lock the row until the transaction ends. */
  lock?: boolean;
}

/** The owner and superusers may change a thing; others who see it may only look. */
export const canChange: Can<{ owner: { id: number } }> = (actor, thing) =>
  actor.isSuperuser || owns(actor, thing);

type Kind = 'recipient' | 'message' | 'mailing';

/** The same for one kind of things, of those whom the permission lets change or delete what they see of others too. */
export const mayWrite =
  (action: 'change' | 'delete', kind: Kind): Can<{ owner: { id: number } }> =>
  (actor, thing) =>
    canChange(actor, thing) || has(actor, `${action}_${kind}`);

/**
 * The one way from an id to a thing that somebody owns. `get` throws NOT_FOUND, the same for what does not exist and what
 * the actor may not see, and FORBIDDEN for what the actor sees but may not do.
 */
export function accessTo<T extends Owned>(entity: ClassType<T>, viewAll: Codename) {
  const visibleTo = (actor: Actor) => (has(actor, viewAll) ? {} : { owner: actor.id ?? 0 }) as FilterQuery<T>;

  async function get(ctx: Context, id: string | number, { can, lock }: GetOptions<T> = {}): Promise<T> {
    const key = idOf(id);
    const where = { $and: [{ id: key }, visibleTo(ctx.actor)] } as FilterQuery<T>;
    const options = lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {};
    const thing = key === null ? null : ((await ctx.em.findOne(entity, where, options)) as T | null);
    if (!thing) throw notFound();
    if (can && !can(ctx.actor, thing)) throw forbidden();
    return thing;
  }

  return { visibleTo, get };
}

/** An `ID` of the API as the number that it stands for; null for what cannot be one. */
export const idOf = (id: string | number) => numberOf(id, 2_147_483_647);
/** The same for deliveries and attempts, of which there can be more. */
export const bigIdOf = (id: string | number) => numberOf(id, Number.MAX_SAFE_INTEGER);

function numberOf(id: string | number, most: number): number | null {
  const number = typeof id === 'number' ? id : /^[1-9]\d{0,15}$/.test(id) ? Number(id) : Number.NaN;
  return Number.isSafeInteger(number) && number > 0 && number <= most ? number : null;
}
