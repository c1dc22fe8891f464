import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import MailQuestionMark from '@lucide/svelte/icons/mail-question-mark';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from './state.ts';

interface Account {
  isActive: boolean;
  emailConfirmedAt?: string | null;
}

/** Blocked is said before anything else; who has not confirmed the address cannot log in either. */
export function userState({ isActive, emailConfirmedAt }: Account): ShownState {
  if (!isActive) return { label: m.user_blocked(), tone: 'bad', icon: Ban };
  if (!emailConfirmedAt) return { label: m.user_unconfirmed(), tone: 'warn', icon: MailQuestionMark };
  return { label: m.user_active(), tone: 'ok', icon: Check };
}
