import { LockMode, type FilterQuery } from '@mikro-orm/core';
import type { ClassType } from 'type-graphql';
import { has, owns, type Actor, type Codename } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notFound } from '../errors/domain-error.ts';

interface Owned {
  id: number;
  owner: { id: number };
}

/** A pure predicate: may this actor do that with this thing? */
export type Can<T> = (actor: Actor, thing: T) => boolean;

interface GetOptions<T> {
  /** What the actor wants to do. Whether the actor may see the thing is always checked too. */
  can?: Can<T>;
  /** Locks the row until the transaction ends. */
  lock?: boolean;
}

/** The owner and superusers may change a thing; others who see it may only look. */
export const canChange: Can<{ owner: { id: number } }> = (actor, thing) =>
  actor.isSuperuser || owns(actor, thing);

type Kind = 'recipient' | 'message' | 'mailing';

/**
 * Like `canChange` for one kind of things, but also true for actors with the permission to change or delete
 * others' things.
 */
export const mayWrite =
  (action: 'change' | 'delete', kind: Kind): Can<{ owner: { id: number } }> =>
  (actor, thing) =>
    canChange(actor, thing) || has(actor, `${action}_${kind}`);

/**
 * The one way from an id to an owned thing. `get` throws NOT_FOUND if it does not exist or the actor may not
 * see it, without a difference, and FORBIDDEN if the actor may see it but not do this.
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

/** Returns an API `ID` as a number, or null if it cannot be one. */
export const idOf = (id: string | number) => numberOf(id, 2_147_483_647);
/** The same for deliveries and attempts, which can be more than 2³¹. */
export const bigIdOf = (id: string | number) => numberOf(id, Number.MAX_SAFE_INTEGER);

function numberOf(id: string | number, most: number): number | null {
  const number = typeof id === 'number' ? id : /^[1-9]\d{0,15}$/.test(id) ? Number(id) : Number.NaN;
  return Number.isSafeInteger(number) && number > 0 && number <= most ? number : null;
}
