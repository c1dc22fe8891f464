import { accessTo, canChange, type Can } from '../access/owned-things.ts';
import { has } from '../context/actor.ts';
import { Mailing } from './mailing.entity.ts';

export const { visibleTo: visibleMailings, get: getMailing } = accessTo(Mailing, 'can_view_all_mailings');

/** Launch, pause, resume, cancel and reopen: the owner and superusers. */
export const canSend: Can<Mailing> = canChange;
/** An owner pauses; to disable is for those who watch over others' mailings. */
export const canDisable: Can<Mailing> = (actor) => has(actor, 'can_disable_mailing');
