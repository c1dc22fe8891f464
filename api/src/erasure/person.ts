import * as v from 'valibot';
import { idOf, mayWrite } from '../access/owned-things.ts';
import { has } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notFound } from '../errors/domain-error.ts';
import { address } from '../input/address.ts';
import { validated } from '../input/validation.ts';

/** A person as somebody's recipient, known by the address. */
export interface Person {
  ownerId: number;
  email: string;
}

export interface WantedPerson {
  email: string;
  ownerId?: string | number | null | undefined;
}

/**
 * Returns the person with this address at an owner, by default the actor. Throws INVALID for what is no
 * address, NOT_FOUND for an owner whose recipients the actor may not see, and FORBIDDEN if the actor may not
 * delete them.
 */
export async function personOf(ctx: Context, { email, ownerId }: WantedPerson): Promise<Person> {
  const person = validated(v.object({ email: address }), { email });
  return { ...person, ownerId: await ownerOf(ctx, ownerId ?? ctx.actor.id ?? 0) };
}

async function ownerOf(ctx: Context, ownerId: string | number): Promise<number> {
  const { actor } = ctx;
  const owner = idOf(ownerId) ?? 0;
  if (owner === actor.id) return owner;
  const [known] = await ctx.em.execute('select from "user" where id = ?', [owner]);
  if (!known || !has(actor, 'can_view_all_recipients')) throw notFound();
  if (!mayWrite('delete', 'recipient')(actor, { owner: { id: owner } })) throw forbidden();
  return owner;
}
