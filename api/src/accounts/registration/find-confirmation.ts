import type { Context } from '../../context/context.ts';
import type { Confirmation } from '../account.inputs.ts';
import { findLink } from '../links/use-link.ts';

/** Returns what a mailed link would confirm, without using it up, or null if the link is not valid. */
export async function findConfirmation(ctx: Context, token: string): Promise<Confirmation | null> {
  const owner = await findLink(ctx, token, 'CONFIRM_EMAIL');
  return owner && { email: owner.email, fullName: owner.fullName };
}
