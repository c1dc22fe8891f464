import type { FilterQuery } from '@mikro-orm/core';
import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { during } from '../../db/period.ts';
import { visibleMailings } from '../../mailings/mailing.access.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import type { MailingStart } from './mailing-start.entity.ts';
import type { MailingStartFilter } from './start.inputs.ts';

/** The starts of mailings that the actor may see and that match the filter. */
export function startsWhere(ctx: Context, filter?: MailingStartFilter | null): FilterQuery<MailingStart> {
  const { outcome, mailingId, ownerId, from, to } = filter ?? {};
  const dueAt = during(from, to);
  const conditions: FilterQuery<MailingStart>[] = [{ mailing: visibleMailings(ctx.actor) }];
  if (ownerId) conditions.push({ mailing: { owner: idOf(ownerId) ?? 0 } });
  if (mailingId) conditions.push({ mailing: idOf(mailingId) ?? 0 });
  if (outcome) conditions.push({ outcome });
  if (dueAt) conditions.push({ dueAt });
  return { $and: conditions };
}

/** The mailings whose start is armed, of those that the actor may see. */
export function armedWhere(ctx: Context, ownerId?: string | null): FilterQuery<Mailing> {
  const armed: FilterQuery<Mailing> = { nextRunAt: { $ne: null } };
  return { $and: [visibleMailings(ctx.actor), armed, ownerId ? { owner: idOf(ownerId) ?? 0 } : {}] };
}
