import { classifyReply } from '../../platform/smtp/classify-reply.ts';
import type { ReplyReason } from '../../platform/smtp/reply-reasons.ts';
import type { MailEventKind } from './mail-event.enums.ts';

/** What a refusal says about the mailbox, and why. */
export interface Bounce {
  kind: Extract<MailEventKind, `${string}_BOUNCE`>;
  reason: ReplyReason;
}

/**
 * Returns what a server's last reply to a mail means for the mailbox, whether it came over SMTP or in a
 * report. A 5xx that no rule matches says nothing about the mailbox; a temporary problem that lasted until
 * the last try is a soft bounce.
 */
export function bounceOf(reply: string): Bounce {
  const { kind, reason } = classifyReply(reply);
  switch (kind) {
    case 'NO_MAILBOX':
      return { kind: 'HARD_BOUNCE', reason };
    case 'MAILBOX_FULL':
    case 'GREYLISTED':
    case 'BUSY':
      return { kind: 'SOFT_BOUNCE', reason };
    case 'UNKNOWN':
      return { kind: reply.startsWith('4') ? 'SOFT_BOUNCE' : 'POLICY_BOUNCE', reason };
    case 'RATE':
    case 'POLICY':
    case 'CONTENT':
      return { kind: 'POLICY_BOUNCE', reason };
  }
}
