import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { draftedAudience, savedAudience, type AudienceCount } from './audience.queries.ts';
import { getMailing } from '../mailing.access.ts';
import type { PreviewAudienceInput } from '../mailing.inputs.ts';

/**
 * Counts the people whom a launch would reach, and those whom it would leave out by reason: for a saved
 * mailing, or for one that is not saved yet.
 */
export async function previewAudience(ctx: Context, input: PreviewAudienceInput): Promise<AudienceCount> {
  if (input.mailingId != null) {
    const mailing = await getMailing(ctx, input.mailingId);
    return savedAudience(ctx, mailing.id, input.scope ?? 'ALL');
  }
  const known = (ids: string[] | null | undefined) => (ids ?? []).map(idOf).filter((id) => id !== null);
  return draftedAudience(ctx, {
    ownerId: ctx.actor.id ?? 0,
    recipientIds: known(input.recipientIds),
    listIds: known(input.listIds),
    segmentIds: known(input.segmentIds),
  });
}
