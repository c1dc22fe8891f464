import type { Context } from '../context/context.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import { sendableAddress } from '../platform/mime/email-address.ts';

/**
 * Throws INVALID for an address that no mail server of the installation takes, because what is before its @
 * goes beyond ASCII: its owner would wait for a mail in vain.
 */
export async function assertReachable(ctx: Context, email: string): Promise<void> {
  const sendable = sendableAddress(email);
  if (sendable.ok || sendable.problem !== 'NEEDS_SMTPUTF8') return;
  if (!(await ctx.accountMailTakesUtf8())) throw invalid([fault('EMAIL_NEEDS_SMTPUTF8', ['email'])]);
}
