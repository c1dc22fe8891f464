import { record } from '../../audit/record.ts';
import * as v from 'valibot';
import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { forbidden, notFound } from '../../errors/domain-error.ts';
import { line, validated } from '../../input/validation.ts';
import { canLift, visibleSuppressions } from './suppression.access.ts';
import { Suppression } from './suppression.entity.ts';

const reasonRule = v.object({ reason: line(500) });

/**
 * Allows mail to a suppressed address again, and records who did so, when and why. Does nothing if it was
 * lifted before. Throws NOT_FOUND if the actor may not see the suppression, FORBIDDEN if it concerns another
 * user's mail, and INVALID without a reason.
 */
export async function liftSuppression(
  ctx: Context,
  input: { id: string; reason: string },
): Promise<Suppression> {
  const { reason } = validated(reasonRule, input);
  return ctx.em.transactional(async (em) => {
    const suppression = await em.findOne(Suppression, {
      $and: [{ id: idOf(input.id) ?? 0 }, visibleSuppressions(ctx.actor)],
    });
    if (!suppression) throw notFound();
    if (suppression.liftedAt != null) return suppression;
    if (!canLift(ctx.actor, suppression)) throw forbidden();
    await record(ctx, {
      action: 'SUPPRESSION_LIFTED',
      subject: 'SUPPRESSION',
      subjectId: suppression.id,
      ownerId: suppression.ownerId ?? null,
      details: { was: suppression.reason, why: reason },
    });
    return em.assign(suppression, { liftedAt: new Date(), liftedById: ctx.actor.id, liftReason: reason });
  });
}
