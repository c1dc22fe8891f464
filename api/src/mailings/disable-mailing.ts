import { record } from '../audit/record.ts';
import { ref } from '@mikro-orm/core';
import { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { addPauseReason } from '../runs/pause-reasons.ts';
import { optionalLine, validated } from '../input/validation.ts';
import { canDisable, getMailing } from './mailing.access.ts';
import type { Mailing } from './mailing.entity.ts';

/** Disables a mailing: its run pauses at once, and it cannot start until it is enabled. */
export async function disableMailing(
  ctx: Context,
  { id, reason }: { id: string; reason?: string | null | undefined },
): Promise<Mailing> {
  const why = validated(optionalLine(1000), reason ?? '') || null;
  return ctx.em.transactional(async () => {
    const mailing = await getMailing(ctx, id, { can: canDisable, lock: true });
    if (!mailing.isActive) return mailing;
    mailing.isActive = false;
    mailing.disabledAt = ctx.clock.now();
    mailing.disabledBy = ctx.actor.id === null ? null : ref(User, ctx.actor.id);
    mailing.disabledReason = why;
    await ctx.em.flush();
    await record(ctx, {
      action: 'MAILING_DISABLED',
      subject: 'MAILING',
      subjectId: mailing.id,
      subjectName: mailing.name,
      ownerId: mailing.owner.id,
      details: { reason: why },
    });
    await addPauseReason(ctx, { mailingId: mailing.id }, 'DISABLED');
    return mailing;
  });
}
