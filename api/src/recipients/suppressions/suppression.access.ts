import type { FilterQuery } from '@mikro-orm/core';
import { has, type Actor } from '../../context/actor.ts';
import type { Suppression } from './suppression.entity.ts';

/** The suppressions of the actor's mail, or all for actors who see all recipients. */
export const visibleSuppressions = (actor: Actor): FilterQuery<Suppression> =>
  has(actor, 'can_view_all_recipients') ? {} : { ownerId: actor.id ?? 0 };

/** The user whose mail is suppressed and superusers may allow mail again. */
export const canLift = (actor: Actor, { ownerId, liftedAt }: Suppression): boolean =>
  liftedAt == null && (actor.isSuperuser || (actor.id !== null && actor.id === ownerId));
