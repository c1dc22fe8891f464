import { accessTo, canChange, type Can } from '../access/owned-things.ts';
import { has, type Actor } from '../context/actor.ts';
import { MailingRun } from './mailing-run.entity.ts';

export const { visibleTo: visibleRuns, get: getRun } = accessTo(MailingRun, 'can_view_all_mailings');

/** Pause, resume, cancel and decide about deliveries in doubt are for the owner and superusers. */
export const canControl: Can<MailingRun> = canChange;

/** The owner whose attempts the actor may see; undefined if everybody's. */
export const visibleOwnerId = (actor: Actor): number | undefined =>
  has(actor, 'can_view_all_mailings') ? undefined : (actor.id ?? 0);
