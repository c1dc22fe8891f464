import type { Context } from '../../context/context.ts';
import { MailLayout } from './mail-layout.entity.ts';

/** Returns the look of the actor's mails: the usual one if nothing was chosen. */
export async function findMailLayout(ctx: Context): Promise<MailLayout> {
  const chosen = await ctx.em.findOne(MailLayout, { owner: ctx.actor.id ?? 0 });
  return chosen ?? new MailLayout();
}
