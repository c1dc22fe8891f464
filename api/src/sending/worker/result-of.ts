import { textOf } from '../../language/text.ts';
import { RenderError } from '../../messages/rendering/render-error.ts';
import { renderFault } from '../../messages/rendering/render-fault.ts';
import { classifyReply } from '../../platform/smtp/classify-reply.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { WorkersEnded } from './make-mails.ts';
import type { Result } from './write-ledger.ts';

/** What an SMTP outcome means for a delivery. A refusal of everybody counts as a try here, see `waitsForServer`. */
export function resultOf(delivery: ClaimedDelivery, outcome: SmtpOutcome, messageId: string): Result {
  const { reply } = outcome;
  const code = outcome.state === 'UNKNOWN' ? null : outcome.code;
  const state = outcome.state === 'UNTOUCHED' ? 'DEFERRED' : outcome.state;
  const isBounce =
    outcome.state === 'FAILED' && outcome.blame === 'recipient' && classifyReply(reply).kind === 'NO_MAILBOX';
  return { deliveryId: delivery.id, state, code, reply, isBounce, skipReason: null, messageId };
}

/** The result of a delivery that never reaches the server: its address or its message cannot be sent. */
export const failedResult = (delivery: ClaimedDelivery, reply: string): Result => ({
  ...untried,
  deliveryId: delivery.id,
  state: 'FAILED',
  reply,
});

/** The result of a delivery whose recipient must not be written to any more. */
export const skippedResult = ({ id, skipReason }: ClaimedDelivery): Result => ({
  ...untried,
  deliveryId: id,
  state: 'SKIPPED',
  skipReason,
});

const untried = { code: null, reply: '', isBounce: false, skipReason: null };

/** Why a mail could not be made, in words. */
export function reasonOf(error: unknown): string {
  if (error instanceof RenderError && error.isLimit) {
    const { code, params } = renderFault(error);
    return textOf('EN', code, params);
  }
  if (error instanceof WorkersEnded) return textOf('EN', 'TEMPLATE_ENDED_WORKERS');
  return error instanceof Error ? error.message : String(error);
}
