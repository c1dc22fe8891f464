import { accessTo, canChange, type Can } from '../access/owned-things.ts';
import { has } from '../context/actor.ts';
import { Mailing } from './mailing.entity.ts';

export const { visibleTo: visibleMailings, get: getMailing } = accessTo(Mailing, 'can_view_all_mailings');

/** Launch, pause, resume, cancel and reopen are for the owner and superusers. */
export const canSend: Can<Mailing> = canChange;
/** Disabling is for those who oversee other people's mailings; an owner pauses instead. */
export const canDisable: Can<Mailing> = (actor) => has(actor, 'can_disable_mailing');
