import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { fault, invalid, unauthenticated } from '../../errors/domain-error.ts';
import { textOf } from '../../language/text.ts';
import { parseAddress } from '../../platform/mime/email-address.ts';
import { suppress } from './suppress.ts';
import type { AddedSuppressions, AddSuppressionsInput } from './suppression.inputs.ts';

const MOST_ADDRESSES = 1000;

/**
 * Suppresses addresses for the actor's mail. Invalid addresses are reported, the others are added. Throws
 * INVALID for more than 1,000.
 */
export async function addSuppressions(ctx: Context, input: AddSuppressionsInput): Promise<AddedSuppressions> {
  if (ctx.actor.id === null) throw unauthenticated();
  if (input.emails.length > MOST_ADDRESSES)
    throw invalid([fault('TOO_MANY', ['emails'], { bound: MOST_ADDRESSES })]);
  const emails: string[] = [];
  const rejected: AddedSuppressions['rejected'] = [];
  input.emails.forEach((email, index) => {
    const parsed = parseAddress(email);
    if (parsed.ok) emails.push(parsed.address);
    else rejected.push({ index, email, message: textOf(ctx.locale, `EMAIL_${parsed.problem}`) });
  });
  const addedCount = await added(ctx, { ownerId: ctx.actor.id, emails, input });
  return { addedCount, knownCount: emails.length - addedCount, rejected };
}

function added(
  ctx: Context,
  { ownerId, emails, input }: { ownerId: number; emails: string[]; input: AddSuppressionsInput },
): Promise<number> {
  const reason = input.reason ?? 'UNSUBSCRIBED';
  return ctx.em.transactional(async (em) => {
    const source = input.isImport ? 'IMPORT' : 'BY_HAND';
    const count = await suppress(em, { ownerId, emails, reason, source, addedById: ownerId });
    await record(ctx, {
      action: 'SUPPRESSIONS_ADDED',
      subject: 'SUPPRESSION',
      ownerId,
      details: { reason, source, addresses: count },
    });
    return count;
  });
}
