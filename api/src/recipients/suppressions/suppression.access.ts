import type { FilterQuery } from '@mikro-orm/core';
import { has, type Actor } from '../../context/actor.ts';
import type { Suppression } from './suppression.entity.ts';

/** What was said to the actor; everything for whoever sees all recipients. */
export const visibleSuppressions = (actor: Actor): FilterQuery<Suppression> =>
  has(actor, 'can_view_all_recipients') ? {} : { ownerId: actor.id ?? 0 };

/** Whoever it was said to, and superusers, may allow mail again. */
export const canLift = (actor: Actor, { ownerId, liftedAt }: Suppression): boolean =>
  liftedAt == null && (actor.isSuperuser || (actor.id !== null && actor.id === ownerId));
