import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { draftedAudience, savedAudience, type AudienceCount } from './audience.queries.ts';
import { getMailing } from '../mailing.access.ts';
import type { PreviewAudienceInput } from '../mailing.inputs.ts';

/** How many people a launch would reach, and how many it would leave out and why: of a saved mailing, or of one being put together. */
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
