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
 * Allows mail again to a suppressed address, and records who did it, when and why. Throws NOT_FOUND for one that the actor does
 * not see, FORBIDDEN for one that was said to somebody else, INVALID without a reason. One that was lifted already stays as it is.
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
