import { enhancedCode } from '../../platform/smtp/enhanced-code.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { Claimed } from './claim-deliveries.ts';
import type { Result } from './write-ledger.ts';

// RFC 3463 and RFC 7505's sister code: no such mailbox, and an address that takes no mail.
const NO_MAILBOX = new Set(['5.1.1', '5.1.10']);

/** What an SMTP outcome means for a delivery. A refusal of everybody counts as a try here, see `isPatient`. */
export function resultOf(delivery: Claimed, outcome: SmtpOutcome, messageId: string): Result {
  const { reply } = outcome;
  const code = outcome.state === 'UNKNOWN' ? null : outcome.code;
  const state = outcome.state === 'UNTOUCHED' ? 'DEFERRED' : outcome.state;
  const isBounce =
    outcome.state === 'FAILED' && outcome.blame === 'recipient' && NO_MAILBOX.has(enhancedCode(reply) ?? '');
  return { deliveryId: delivery.id, state, code, reply, isBounce, skipReason: null, messageId };
}

/** A delivery that fails before it comes to a conversation: an address or a message that cannot be. */
export const failedResult = (delivery: Claimed, reply: string): Result => ({
  deliveryId: delivery.id,
  state: 'FAILED',
  code: null,
  reply,
  isBounce: false,
  skipReason: null,
});
