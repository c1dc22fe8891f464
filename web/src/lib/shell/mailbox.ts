import { page } from '$app/state';
import { isThisMachine } from './this-machine.ts';

/** Whether mails are caught and this visitor may read them at /mailbox. For components. */
export const hasMailbox = (): boolean => page.data.catchesMail === true && isThisMachine(page.url);
