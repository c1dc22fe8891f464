import Ban from '@lucide/svelte/icons/ban';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Check from '@lucide/svelte/icons/check';
import MailQuestionMark from '@lucide/svelte/icons/mail-question-mark';
import { m } from '#lib/paraglide/messages.js';
import type { ShownState } from './state.ts';

interface Account {
  isActive: boolean;
  emailConfirmedAt?: string | null;
  awaitsApproval: boolean;
}

/** Blocked takes precedence; a user with an unconfirmed address cannot log in either. */
export function userState({ isActive, emailConfirmedAt, awaitsApproval }: Account): ShownState {
  if (!isActive) return { label: m.user_blocked(), tone: 'bad', icon: Ban };
  if (!emailConfirmedAt) return { label: m.user_unconfirmed(), tone: 'warn', icon: MailQuestionMark };
  if (awaitsApproval) return { label: m.user_awaits_approval(), tone: 'warn', icon: Hourglass };
  return { label: m.user_active(), tone: 'ok', icon: Check };
}
