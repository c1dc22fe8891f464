import { textOf } from '../../language/text.ts';
import { RenderError } from '../../messages/rendering/render-error.ts';
import { renderFault } from '../../messages/rendering/render-fault.ts';
import { bounceOf, type Bounce } from '../../runs/events/bounce-of.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { WorkersEnded } from './make-mails.ts';
import type { Result } from './write-ledger.ts';

/**
 * Returns what an SMTP outcome means for a delivery. A refusal of everybody counts as a try here, see
 * `waitsForServer`.
 */
export function resultOf(
  delivery: ClaimedDelivery,
  outcome: SmtpOutcome,
  { messageId, serverId }: { messageId: string; serverId: number },
): Result {
  const { reply } = outcome;
  const code = outcome.state === 'UNKNOWN' ? null : outcome.code;
  const state = outcome.state === 'UNTOUCHED' ? 'DEFERRED' : outcome.state;
  const bounce = bounceIn(outcome);
  return { deliveryId: delivery.id, state, code, reply, bounce, skipReason: null, messageId, serverId };
}

/**
 * Returns what a final refusal means: only a refusal of the address can mean that the mailbox does not exist.
 */
function bounceIn(outcome: SmtpOutcome): Bounce | null {
  if ((outcome.state !== 'FAILED' && outcome.state !== 'DEFERRED') || outcome.code === null) return null;
  const bounce = bounceOf(outcome.reply);
  const isOfAddress = outcome.state === 'FAILED' && outcome.blame === 'recipient';
  return bounce.kind === 'HARD_BOUNCE' && !isOfAddress ? { ...bounce, kind: 'POLICY_BOUNCE' } : bounce;
}

/** The result of a delivery that never reaches the server, because its address or message cannot be sent. */
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

const untried = { code: null, reply: '', bounce: null, skipReason: null };

/** Returns in words why a mail could not be rendered. */
export function reasonOf(error: unknown): string {
  if (error instanceof RenderError && error.isLimit) {
    const { code, params } = renderFault(error);
    return textOf('EN', code, params);
  }
  if (error instanceof WorkersEnded) return textOf('EN', 'TEMPLATE_ENDED_WORKERS');
  return error instanceof Error ? error.message : String(error);
}
